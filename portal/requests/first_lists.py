"""What a Belgian firm usually asks for first, for each of its first areas of law."""
# ruff: noqa: E501  (a table of sentences)

from __future__ import annotations

from collections.abc import Mapping

# area -> language -> (title, its lines: "what | what helps")
Words = Mapping[str, tuple[str, tuple[str, ...]]]

# fmt: off
LISTS: Mapping[str, Words] = {
    "civil": {
        "nl": ("Stukken voor uw dossier", ("Identiteitskaart | voor- en achterkant", "Contract of bestelbon", "Brieven en e-mails | met de tegenpartij", "Facturen en betaalbewijzen", "Foto’s van de schade | als die er is")),
        "fr": ("Pièces de votre dossier", ("Carte d’identité | recto et verso", "Contrat ou bon de commande", "Lettres et e-mails | avec la partie adverse", "Factures et preuves de paiement", "Photos du dommage | s’il y en a")),
        "de": ("Unterlagen für Ihre Akte", ("Personalausweis | Vorder- und Rückseite", "Vertrag oder Bestellschein", "Briefe und E-Mails | mit der Gegenpartei", "Rechnungen und Zahlungsbelege", "Fotos des Schadens | falls vorhanden")),
        "en": ("Documents for your file", ("Identity card | front and back", "Contract or order form", "Letters and e-mails | with the other side", "Invoices and proofs of payment", "Photos of the damage | if there is any")),
    },
    "family": {
        "nl": ("Stukken voor uw familiezaak", ("Identiteitskaart | voor- en achterkant", "Huwelijksakte | en huwelijkscontract, als dat er is", "Gezinssamenstelling | van de gemeente, hoogstens drie maanden oud", "Loonfiches | van de laatste drie maanden", "Laatste aanslagbiljet", "Kosten van de kinderen | school, opvang, dokter")),
        "fr": ("Pièces de votre affaire familiale", ("Carte d’identité | recto et verso", "Acte de mariage | et contrat de mariage, s’il existe", "Composition de ménage | de la commune, de moins de trois mois", "Fiches de paie | des trois derniers mois", "Dernier avertissement-extrait de rôle", "Frais des enfants | école, garde, médecin")),
        "de": ("Unterlagen für Ihre Familiensache", ("Personalausweis | Vorder- und Rückseite", "Heiratsurkunde | und Ehevertrag, falls vorhanden", "Haushaltszusammensetzung | von der Gemeinde, höchstens drei Monate alt", "Lohnzettel | der letzten drei Monate", "Letzter Steuerbescheid", "Kosten der Kinder | Schule, Betreuung, Arzt")),
        "en": ("Documents for your family case", ("Identity card | front and back", "Marriage certificate | and marriage contract, if any", "Household composition | from the town hall, three months old at most", "Payslips | of the last three months", "Latest tax assessment", "Costs of the children | school, care, doctor")),
    },
    "criminal": {
        "nl": ("Stukken voor uw strafzaak", ("Identiteitskaart | voor- en achterkant", "Dagvaarding of oproeping | alle bladzijden", "Kopie van uw verhoor | als u die kreeg", "Polis rechtsbijstand | als u er een hebt")),
        "fr": ("Pièces de votre affaire pénale", ("Carte d’identité | recto et verso", "Citation ou convocation | toutes les pages", "Copie de votre audition | si vous l’avez reçue", "Police de protection juridique | si vous en avez une")),
        "de": ("Unterlagen für Ihre Strafsache", ("Personalausweis | Vorder- und Rückseite", "Ladung | alle Seiten", "Kopie Ihrer Vernehmung | falls Sie sie bekamen", "Rechtsschutzpolice | falls Sie eine haben")),
        "en": ("Documents for your criminal case", ("Identity card | front and back", "Summons | all pages", "Copy of your interview | if you were given one", "Legal expenses policy | if you have one")),
    },
    "corporate": {
        "nl": ("Stukken van uw vennootschap", ("Gecoördineerde statuten", "Aandelenregister", "Identiteitskaart van de bestuurders | voor- en achterkant", "Laatste jaarrekening", "Uittreksel uit het UBO-register")),
        "fr": ("Documents de votre société", ("Statuts coordonnés", "Registre des actions", "Carte d’identité des administrateurs | recto et verso", "Derniers comptes annuels", "Extrait du registre UBO")),
        "de": ("Unterlagen Ihrer Gesellschaft", ("Koordinierte Satzung", "Aktienregister", "Personalausweis der Verwalter | Vorder- und Rückseite", "Letzter Jahresabschluss", "Auszug aus dem UBO-Register")),
        "en": ("Documents of your company", ("Articles of association | the consolidated text", "Share register", "Identity card of the directors | front and back", "Latest annual accounts", "Extract of the UBO register")),
    },
    "debt-collection": {
        "nl": ("Stukken voor de invordering", ("Onbetaalde facturen", "Bestelbon of contract", "Algemene voorwaarden", "Aanmaningen | brieven en e-mails")),
        "fr": ("Pièces pour le recouvrement", ("Factures impayées", "Bon de commande ou contrat", "Conditions générales", "Rappels | lettres et e-mails")),
        "de": ("Unterlagen für die Eintreibung", ("Unbezahlte Rechnungen", "Bestellschein oder Vertrag", "Allgemeine Geschäftsbedingungen", "Mahnungen | Briefe und E-Mails")),
        "en": ("Documents to collect the debt", ("Unpaid invoices", "Order form or contract", "General terms", "Reminders | letters and e-mails")),
    },
}
# fmt: on
