"""Addresses of dates: the desk's, the clients', the firm's rules, and feeds."""

from django.urls import path

from portal.calendar.views import desk, entries, feeds, portal, rules

portal_urls = [
    path("", portal.dates, name="list"),
]

desk_urls = [
    path("calendar/", desk.home, name="home"),
    path("calendar/new/", desk.choose, name="choose"),
    path("cases/<uuid:pk>/calendar/new/", entries.new, name="new"),
    path("calendar/<uuid:pk>/", entries.entry, name="entry"),
    path("calendar/<uuid:pk>/sharing/", entries.sharing, name="sharing"),
    path(
        "calendar/<uuid:pk>/sharing/removal/",
        entries.sharing_removal,
        name="sharing_removal",
    ),
    path("calendar/<uuid:pk>/completion/", entries.completion, name="completion"),
    path(
        "calendar/<uuid:pk>/completion/removal/",
        entries.completion_removal,
        name="completion_removal",
    ),
    path("calendar/<uuid:pk>/cancellation/", entries.cancellation, name="cancellation"),
    path(
        "calendar/<uuid:pk>/cancellation/removal/",
        entries.cancellation_removal,
        name="cancellation_removal",
    ),
]

# Under /desk/settings/calendar/.
settings_urls = [
    path("", rules.home, name="home"),
    path("change/", rules.change, name="change"),
]

# Each person's own feed: its page in the account, and what programs fetch.
feed_urls = [
    path("account/calendar/", feeds.home, name="home"),
    path("account/calendar/address/", feeds.address, name="address"),
    path("account/calendar/address/removal/", feeds.removal, name="removal"),
    path("calendar/feed/<str:token>.ics", feeds.feed, name="feed"),
]
