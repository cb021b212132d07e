"""The stages with which a firm begins, for each of its first areas of law.

Told in plain words (B1) for a client who has never been in court, in the order of a
Belgian file. A firm changes all of it in its settings.
"""
# ruff: noqa: E501  (a table of sentences)

from __future__ import annotations

from collections.abc import Mapping

# area -> its stages: (usual days or None, {language: (name, meaning)})
Words = Mapping[str, tuple[str, str]]

# fmt: off
STAGES: Mapping[str, tuple[tuple[int | None, Words], ...]] = {
    "civil": (
        (14, {
            "nl": ("Dossier voorbereiden", "Wij verzamelen de feiten en de stukken, en bekijken wat mogelijk is."),
            "fr": ("Préparation du dossier", "Nous rassemblons les faits et les pièces et examinons ce qui est possible."),
            "de": ("Vorbereitung", "Wir sammeln die Tatsachen und Unterlagen und prüfen, was möglich ist."),
            "en": ("Preparing the file", "We gather the facts and documents and look at what is possible."),
        }),
        (45, {
            "nl": ("Ingebrekestelling en overleg", "De tegenpartij krijgt een brief met uw eis. Vaak wordt er eerst een oplossing gezocht zonder rechter."),
            "fr": ("Mise en demeure et négociation", "La partie adverse reçoit une lettre avec votre demande. Souvent, on cherche d’abord une solution sans juge."),
            "de": ("Mahnung und Gespräche", "Die Gegenpartei erhält ein Schreiben mit Ihrer Forderung. Oft wird zuerst eine Lösung ohne Gericht gesucht."),
            "en": ("Formal notice and talks", "The other side gets a letter with your claim. Often a solution without a judge is tried first."),
        }),
        (30, {
            "nl": ("Dagvaarding en inleiding", "De zaak wordt bij de rechtbank ingeleid. Op de eerste zitting worden meestal alleen data afgesproken."),
            "fr": ("Citation et introduction", "L’affaire est introduite devant le tribunal. À la première audience, on fixe en général seulement les dates."),
            "de": ("Ladung und Einleitung", "Die Sache wird bei Gericht eingeleitet. In der ersten Sitzung werden meist nur Termine festgelegt."),
            "en": ("Summons and first hearing", "The case is brought before the court. At the first hearing usually only dates are set."),
        }),
        (180, {
            "nl": ("Conclusies", "Beide kanten zetten hun argumenten op papier en geven elkaar hun stukken, elk om de beurt."),
            "fr": ("Conclusions", "Chaque partie met ses arguments par écrit et communique ses pièces, à tour de rôle."),
            "de": ("Schriftsätze", "Beide Seiten legen abwechselnd ihre Argumente und Unterlagen schriftlich vor."),
            "en": ("Written arguments", "Both sides put their arguments and documents on paper, in turn."),
        }),
        (60, {
            "nl": ("Pleidooien", "De advocaten lichten de zaak toe voor de rechter. Daarna neemt de rechter de zaak in beraad."),
            "fr": ("Plaidoiries", "Les avocats expliquent l’affaire au juge. Ensuite, le juge prend l’affaire en délibéré."),
            "de": ("Mündliche Verhandlung", "Die Anwälte erläutern die Sache vor dem Richter. Danach berät das Gericht."),
            "en": ("Hearing", "The lawyers explain the case to the judge, who then takes time to decide."),
        }),
        (30, {
            "nl": ("Vonnis", "De rechter beslist. Wij bespreken met u wat het vonnis betekent en of hoger beroep zin heeft."),
            "fr": ("Jugement", "Le juge décide. Nous voyons avec vous ce que le jugement signifie et si un appel a un sens."),
            "de": ("Urteil", "Das Gericht entscheidet. Wir besprechen mit Ihnen, was das Urteil bedeutet und ob eine Berufung sinnvoll ist."),
            "en": ("Judgment", "The judge decides. We discuss with you what it means and whether an appeal makes sense."),
        }),
        (90, {
            "nl": ("Uitvoering", "Het vonnis wordt betekend en uitgevoerd, zo nodig met een gerechtsdeurwaarder."),
            "fr": ("Exécution", "Le jugement est signifié et exécuté, si nécessaire par un huissier de justice."),
            "de": ("Vollstreckung", "Das Urteil wird zugestellt und vollstreckt, wenn nötig durch einen Gerichtsvollzieher."),
            "en": ("Enforcement", "The judgment is served and carried out, by a bailiff if needed."),
        }),
    ),
    "criminal": (
        (7, {
            "nl": ("Eerste gesprek", "Wij bespreken wat er gebeurd is, uw rechten en wat u beter wel en niet verklaart."),
            "fr": ("Premier entretien", "Nous parlons de ce qui s’est passé, de vos droits et de ce qu’il vaut mieux dire ou ne pas dire."),
            "de": ("Erstes Gespräch", "Wir besprechen, was geschehen ist, Ihre Rechte und was Sie besser sagen oder nicht sagen."),
            "en": ("First talk", "We discuss what happened, your rights, and what is better said or left unsaid."),
        }),
        (270, {
            "nl": ("Onderzoek", "Politie en parket, of een onderzoeksrechter, zoeken uit wat er gebeurd is. Dat duurt vaak lang en is grotendeels geheim."),
            "fr": ("Enquête", "La police et le parquet, ou un juge d’instruction, cherchent ce qui s’est passé. C’est souvent long et en grande partie secret."),
            "de": ("Ermittlung", "Polizei und Staatsanwaltschaft oder ein Untersuchungsrichter klären, was geschehen ist. Das dauert oft lange und ist größtenteils geheim."),
            "en": ("Investigation", "Police and prosecutor, or an investigating judge, find out what happened. This often takes long and is mostly secret."),
        }),
        (60, {
            "nl": ("Beslissing over vervolging", "Het parket of de raadkamer beslist of de zaak voor de rechter komt, wordt geseponeerd of anders wordt opgelost."),
            "fr": ("Décision sur les poursuites", "Le parquet ou la chambre du conseil décide si l’affaire va devant le juge, est classée ou se règle autrement."),
            "de": ("Entscheidung über die Verfolgung", "Staatsanwaltschaft oder Ratskammer entscheidet, ob die Sache vor Gericht kommt, eingestellt oder anders gelöst wird."),
            "en": ("Decision to prosecute", "The prosecutor or the council chamber decides whether the case goes to court, is dropped, or is settled otherwise."),
        }),
        (60, {
            "nl": ("Zitting", "De rechter behandelt de zaak. U bent er meestal zelf bij, samen met uw advocaat."),
            "fr": ("Audience", "Le juge examine l’affaire. Vous êtes en général présent, avec votre avocat."),
            "de": ("Sitzung", "Das Gericht verhandelt die Sache. Sie sind meist selbst dabei, zusammen mit Ihrem Anwalt."),
            "en": ("Hearing", "The judge hears the case. You are usually there yourself, with your lawyer."),
        }),
        (30, {
            "nl": ("Vonnis", "De rechter beslist. Tegen het vonnis kan meestal binnen 30 dagen hoger beroep worden aangetekend."),
            "fr": ("Jugement", "Le juge décide. En général, on peut faire appel dans les 30 jours."),
            "de": ("Urteil", "Das Gericht entscheidet. Meist kann man binnen 30 Tagen Berufung einlegen."),
            "en": ("Judgment", "The judge decides. An appeal is usually possible within 30 days."),
        }),
        (None, {
            "nl": ("Na het vonnis", "Hoger beroep, uitvoering van de straf of herstel. Wij zeggen u wat er van u verwacht wordt."),
            "fr": ("Après le jugement", "Appel, exécution de la peine ou réparation. Nous vous disons ce qu’on attend de vous."),
            "de": ("Nach dem Urteil", "Berufung, Vollzug der Strafe oder Wiedergutmachung. Wir sagen Ihnen, was von Ihnen erwartet wird."),
            "en": ("After the judgment", "Appeal, the sentence, or making good. We tell you what is expected of you."),
        }),
    ),
    "family": (
        (14, {
            "nl": ("Eerste gesprek", "Wij bespreken uw situatie, de kinderen, de woning en het geld, en wat u het liefst bereikt."),
            "fr": ("Premier entretien", "Nous parlons de votre situation, des enfants, du logement et de l’argent, et de ce que vous souhaitez."),
            "de": ("Erstes Gespräch", "Wir besprechen Ihre Lage, die Kinder, die Wohnung und das Geld, und was Sie erreichen möchten."),
            "en": ("First talk", "We discuss your situation, the children, the home and money, and what you hope for."),
        }),
        (90, {
            "nl": ("Overleg of bemiddeling", "Wij zoeken met de andere kant een regeling die voor iedereen werkt, soms met een bemiddelaar."),
            "fr": ("Discussion ou médiation", "Nous cherchons avec l’autre partie un accord qui convient à tous, parfois avec un médiateur."),
            "de": ("Gespräche oder Mediation", "Wir suchen mit der anderen Seite eine Regelung, die für alle passt, manchmal mit einem Mediator."),
            "en": ("Talks or mediation", "We look for an arrangement with the other side that works for everyone, sometimes with a mediator."),
        }),
        (30, {
            "nl": ("Verzoek bij de familierechtbank", "Het verzoek wordt neergelegd en de familierechtbank geeft een datum."),
            "fr": ("Requête au tribunal de la famille", "La requête est déposée et le tribunal de la famille fixe une date."),
            "de": ("Antrag beim Familiengericht", "Der Antrag wird eingereicht, und das Familiengericht bestimmt einen Termin."),
            "en": ("Application to the family court", "The application is filed and the family court sets a date."),
        }),
        (60, {
            "nl": ("Voorlopige maatregelen", "De rechter regelt wat nu dringend is, zoals de woning, het verblijf van de kinderen en onderhoudsgeld."),
            "fr": ("Mesures provisoires", "Le juge règle ce qui est urgent, comme le logement, l’hébergement des enfants et les aliments."),
            "de": ("Vorläufige Maßnahmen", "Das Gericht regelt, was jetzt dringend ist: Wohnung, Aufenthalt der Kinder und Unterhalt."),
            "en": ("Urgent measures", "The judge settles what is urgent, such as the home, where the children stay, and maintenance."),
        }),
        (120, {
            "nl": ("Uitspraak", "De rechter spreekt zich uit of keurt uw overeenkomst goed."),
            "fr": ("Jugement", "Le juge se prononce ou approuve votre accord."),
            "de": ("Entscheidung", "Das Gericht entscheidet oder genehmigt Ihre Vereinbarung."),
            "en": ("Judgment", "The judge decides, or approves your agreement."),
        }),
        (180, {
            "nl": ("Verdeling en afronding", "Goederen en schulden worden verdeeld, vaak bij een notaris, en de papieren worden in orde gebracht."),
            "fr": ("Partage et clôture", "Les biens et les dettes sont partagés, souvent chez un notaire, et les documents sont mis en ordre."),
            "de": ("Teilung und Abschluss", "Vermögen und Schulden werden geteilt, oft beim Notar, und die Papiere werden geordnet."),
            "en": ("Division and closing", "Property and debts are divided, often at a notary, and the papers are put in order."),
        }),
    ),
    "corporate": (
        (7, {
            "nl": ("Opdracht en doel", "Wij leggen vast wat u wilt bereiken, wie erbij betrokken is en tegen wanneer."),
            "fr": ("Mission et objectif", "Nous fixons ce que vous voulez atteindre, avec qui et pour quand."),
            "de": ("Auftrag und Ziel", "Wir halten fest, was Sie erreichen wollen, wer beteiligt ist und bis wann."),
            "en": ("Assignment and goal", "We set down what you want to achieve, with whom, and by when."),
        }),
        (21, {
            "nl": ("Onderzoek", "Wij lezen de stukken na en zeggen u waar de risico’s zitten."),
            "fr": ("Examen", "Nous étudions les documents et vous disons où sont les risques."),
            "de": ("Prüfung", "Wir prüfen die Unterlagen und sagen Ihnen, wo die Risiken liegen."),
            "en": ("Review", "We study the documents and tell you where the risks are."),
        }),
        (21, {
            "nl": ("Ontwerpen opstellen", "Wij schrijven de contracten of akten en bespreken ze met u."),
            "fr": ("Rédaction des projets", "Nous rédigeons les contrats ou actes et en parlons avec vous."),
            "de": ("Entwürfe", "Wir schreiben die Verträge oder Urkunden und besprechen sie mit Ihnen."),
            "en": ("Drafting", "We write the contracts or deeds and discuss them with you."),
        }),
        (30, {
            "nl": ("Onderhandeling", "De ontwerpen gaan heen en weer tot iedereen akkoord is."),
            "fr": ("Négociation", "Les projets vont et viennent jusqu’à ce que tous soient d’accord."),
            "de": ("Verhandlung", "Die Entwürfe gehen hin und her, bis alle einverstanden sind."),
            "en": ("Negotiation", "Drafts go back and forth until everyone agrees."),
        }),
        (14, {
            "nl": ("Ondertekening", "De partijen tekenen, zo nodig bij een notaris."),
            "fr": ("Signature", "Les parties signent, si nécessaire chez un notaire."),
            "de": ("Unterzeichnung", "Die Parteien unterschreiben, wenn nötig beim Notar."),
            "en": ("Signing", "The parties sign, at a notary if needed."),
        }),
        (14, {
            "nl": ("Neerlegging en publicatie", "Wij brengen de registers in orde, zoals de Kruispuntbank en het Belgisch Staatsblad."),
            "fr": ("Dépôt et publication", "Nous mettons les registres à jour, comme la Banque-Carrefour et le Moniteur belge."),
            "de": ("Hinterlegung und Veröffentlichung", "Wir bringen die Register in Ordnung, etwa die Zentrale Datenbank der Unternehmen und das Belgische Staatsblatt."),
            "en": ("Filing and publication", "We bring the registers up to date, such as the Crossroads Bank and the Official Gazette."),
        }),
    ),
    "debt-collection": (
        (5, {
            "nl": ("Nazicht van de vordering", "Wij kijken na of de facturen, voorwaarden en gegevens van de schuldenaar kloppen."),
            "fr": ("Vérification de la créance", "Nous vérifions les factures, les conditions et les données du débiteur."),
            "de": ("Prüfung der Forderung", "Wir prüfen Rechnungen, Bedingungen und die Angaben des Schuldners."),
            "en": ("Checking the claim", "We check the invoices, the terms and the debtor’s details."),
        }),
        (15, {
            "nl": ("Aanmaning", "De schuldenaar krijgt een brief en heeft enkele weken om te betalen. Voor consumenten gelden wettelijke termijnen."),
            "fr": ("Rappel", "Le débiteur reçoit une lettre et a quelques semaines pour payer. Pour les consommateurs, des délais légaux valent."),
            "de": ("Mahnung", "Der Schuldner erhält ein Schreiben und hat einige Wochen Zeit zu zahlen. Für Verbraucher gelten gesetzliche Fristen."),
            "en": ("Reminder", "The debtor gets a letter and has some weeks to pay. For consumers, periods set by law apply."),
        }),
        (30, {
            "nl": ("Overleg of afbetaling", "De schuldenaar stelt een regeling voor, of betwist de schuld. Wij overleggen met u."),
            "fr": ("Discussion ou plan de paiement", "Le débiteur propose un plan ou conteste la dette. Nous en parlons avec vous."),
            "de": ("Gespräch oder Ratenzahlung", "Der Schuldner schlägt Raten vor oder bestreitet die Schuld. Wir besprechen das mit Ihnen."),
            "en": ("Talks or payment plan", "The debtor proposes a plan, or disputes the debt. We discuss it with you."),
        }),
        (90, {
            "nl": ("Procedure", "Zonder betaling vragen wij de rechter om een titel, of volgen wij de procedure voor onbetwiste schulden via een gerechtsdeurwaarder."),
            "fr": ("Procédure", "Sans paiement, nous demandons un titre au juge, ou suivons la procédure pour dettes non contestées par un huissier."),
            "de": ("Verfahren", "Ohne Zahlung beantragen wir einen Titel bei Gericht oder nutzen das Verfahren für unbestrittene Schulden über einen Gerichtsvollzieher."),
            "en": ("Court procedure", "Without payment we ask the court for a title, or use the bailiff’s procedure for undisputed debts."),
        }),
        (60, {
            "nl": ("Uitvoering", "Een gerechtsdeurwaarder int de schuld, zo nodig met beslag."),
            "fr": ("Exécution", "Un huissier recouvre la dette, si nécessaire par une saisie."),
            "de": ("Vollstreckung", "Ein Gerichtsvollzieher treibt die Schuld ein, wenn nötig durch Pfändung."),
            "en": ("Enforcement", "A bailiff collects the debt, by seizure if needed."),
        }),
        (None, {
            "nl": ("Afrekening", "Wat betaald is, wordt met u afgerekend."),
            "fr": ("Décompte", "Ce qui a été payé vous est versé, avec un décompte."),
            "de": ("Abrechnung", "Was gezahlt wurde, wird mit Ihnen abgerechnet."),
            "en": ("Settlement", "What was paid is settled with you."),
        }),
    ),
}
# fmt: on
