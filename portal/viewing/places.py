"""Which pages of the portal are shown to staff who look as a client.

A page of the portal is not shown before its permission stands here. Whoever adds it
makes sure of three things:

- It writes nothing while it is read; `user.viewer` says that somebody looks.
- Nothing on it comes from a case that the viewer may not see. `Case.objects.open_to`,
  and so `visible_to`, leave those out; what a client reaches without a case needs it.
- It shows no secret that would let its holder act as the client: a token, a private
  link, a code.
"""

from __future__ import annotations

from collections.abc import Mapping

from portal.access.permissions import Permission

P = Permission

SHOWN: frozenset[Permission] = frozenset(
    {
        P.PORTAL_VIEW,
        P.PORTAL_CASE_VIEW,
        P.PORTAL_UPDATE_VIEW,
        P.PORTAL_CALENDAR_VIEW,
        P.PORTAL_DOCUMENT_VIEW,
        P.PORTAL_DOCUMENT_DOWNLOAD,
        P.PORTAL_REQUEST_VIEW,
    }
)

# What a client may and a viewer does not see, and why.
NOT_SHOWN: Mapping[Permission, str] = {
    P.ACCOUNT: "devices, second factors and the address to sign in with are the "
    "client's own; in this session it would be the viewer's anyway",
    P.PORTAL_DOCUMENT_UPLOAD: "nothing is sent in a client's name",
    P.PORTAL_REQUEST_ANSWER: "nothing is answered in a client's name",
}
