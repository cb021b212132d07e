"""Domains under which everybody can have an address: to share one means nothing.

The large mail providers of the world and the internet providers of Belgium and its
neighbours, from their own pages. One that is missing makes the guard ask once too
often; one too many would make it silent. The domains that are reserved for examples
(RFC 2606) belong to nobody.
"""

from __future__ import annotations

_NAMES = """
gmail.com googlemail.com outlook.com outlook.be outlook.fr hotmail.com hotmail.be
hotmail.fr hotmail.nl hotmail.de hotmail.co.uk live.com live.be live.fr live.nl
live.de msn.com icloud.com me.com mac.com yahoo.com yahoo.fr yahoo.de yahoo.co.uk
ymail.com aol.com proton.me protonmail.com pm.me tutanota.com tuta.io gmx.com gmx.net
gmx.de gmx.at gmx.ch gmx.fr web.de mail.com zoho.com fastmail.com hey.com
telenet.be skynet.be proximus.be pandora.be scarlet.be voo.be belgacom.net
base.be edpnet.be brutele.be tvcablenet.be
orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr numericable.fr
ziggo.nl kpnmail.nl kpnplanet.nl planet.nl xs4all.nl home.nl hetnet.nl casema.nl
upcmail.nl online.nl quicknet.nl chello.nl tele2.nl
t-online.de freenet.de arcor.de 1und1.de vodafone.de posteo.de mailbox.org
pt.lu internet.lu vo.lu example.com example.org example.net
"""
PUBLIC = frozenset(_NAMES.split())
