"""All addresses of a firm's host: the portal at `/`, the desk under `/desk/`."""

from django.urls import include, path

from portal.access.urls import access_urls
from portal.account.urls import account_urls
from portal.addresses import urls as addresses
from portal.branding.urls import branding_urls
from portal.calendar import urls as calendar
from portal.cases import urls as cases
from portal.documents import urls as documents
from portal.factors.urls import factor_urls
from portal.history import urls as history
from portal.home import urls as home
from portal.people import urls as people
from portal.progress import urls as progress
from portal.requests import urls as requests
from portal.security import urls as security
from portal.settings import urls as settings
from portal.staff import urls as staff
from portal.subscription import urls as subscription
from portal.support import urls as support
from portal.updates import urls as updates
from portal.viewing import urls as viewing

# An upload belongs to a case, so its address is under the case's.
portal_document_patterns = [
    path("documents/", include(documents.portal_urls)),
    path("cases/", include(documents.portal_case_urls)),
]

portal_patterns = [
    path("", include(home.portal_urls)),
    path("cases/", include((cases.portal_urls, "cases"))),
    path("cases/", include((history.portal_urls, "history"))),
    path("cases/", include((updates.portal_urls, "updates"))),
    path("calendar/", include((calendar.portal_urls, "calendar"))),
    path("", include((portal_document_patterns, "documents"))),
    path("", include((requests.portal_urls, "requests"))),
]

desk_document_patterns = [
    path("documents/", include(documents.desk_urls)),
    path("cases/", include(documents.case_urls)),
]

desk_patterns = [
    path("", include(home.desk_urls)),
    path("contacts/", include((people.desk_urls, "people"))),
    path("contacts/", include((viewing.desk_urls, "viewing"))),
    path("", include((support.desk_urls, "support"))),
    path("cases/", include((cases.desk_urls, "cases"))),
    path("", include((desk_document_patterns, "documents"))),
    path("cases/", include((progress.case_urls, "progress"))),
    path("", include((calendar.desk_urls, "calendar"))),
    path("settings/calendar/", include((calendar.settings_urls, "calendar_settings"))),
    path("settings/stages/", include((progress.stage_urls, "stages"))),
    path("", include((updates.desk_urls, "updates"))),
    path("", include((requests.desk_urls, "requests"))),
    path("settings/", include((settings.desk_urls, "settings"))),
    path("settings/", include((security.desk_urls, "security"))),
    path("settings/portal/addresses/", include((addresses.desk_urls, "addresses"))),
    path("settings/cases/", include((cases.settings_urls, "case_settings"))),
    path("settings/team/", include((staff.desk_urls, "staff"))),
    path("settings/", include((subscription.desk_urls, "subscription"))),
    path("settings/history/", include((history.desk_urls, "history"))),
]

urlpatterns = [
    path("", include((access_urls, "access"))),
    path("", include((factor_urls, "factors"))),
    path("", include((account_urls, "account"))),
    path("", include((branding_urls, "branding"))),
    path("", include((calendar.feed_urls, "feeds"))),
    path("desk/", include((desk_patterns, "desk"))),
    path("", include((support.guest_urls, "support"))),
    path("", include((viewing.portal_urls, "viewing"))),
    path("", include((portal_patterns, "portal"))),
]

handler403 = "portal.access.errors.forbidden"
handler404 = "portal.access.errors.not_found"
handler500 = "portal.access.errors.server_error"
