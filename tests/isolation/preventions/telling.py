"""What clients are told of their cases, and what not."""

from __future__ import annotations

from markdown_it import MarkdownIt

from portal.calendar.models import CalendarEntryQuerySet
from portal.documents.models import DocumentQuerySet
from portal.documents.sharing import guard
from portal.documents.views import reader
from portal.ui import markdown
from portal.updates.models import UpdateQuerySet
from tests.isolation.preventions.sabotage import Hands, sabotage

UPDATES = "tests/portal/updates/test_updates.py"
SHARING = "tests/portal/documents/test_sharing.py"
READER = "tests/portal/documents/reading/test_reader.py"
FEED = "tests/portal/calendar/test_feed.py"


@sabotage(
    "an update that is internal, or may still be taken back, in a client's hands",
    noticed_by=[
        f"{UPDATES}::test_an_internal_update_is_for_staff_alone",
        f"{UPDATES}::test_clients_see_what_is_shared_when_the_hold_is_over",
    ],
)
def clients_read_what_is_written(hands: Hands) -> None:
    """Clients see all that stands in their cases."""
    hands.rewrite_method(UpdateQuerySet, "visible_to", "self.shown(at)", "self")


@sabotage(
    "a calendar feed that shows what its reader may see no more",
    noticed_by=f"{FEED}::test_who_loses_sight_of_a_date_loses_it_in_the_feed_at_once",
)
def feeds_show_what_is_shared(hands: Hands) -> None:
    """A feed does not ask whose cases these are."""
    hands.rewrite_method(
        CalendarEntryQuerySet, "visible_to", ".filter(case__in=cases)", ""
    )


@sabotage(
    "a share that is for somebody else, or has ended, in a client's hands",
    noticed_by=[
        f"{SHARING}::test_a_chosen_client_sees_it_and_the_other_does_not",
        f"{SHARING}::test_after_the_last_day_it_is_gone_everywhere",
    ],
)
def shares_are_for_everybody(hands: Hands) -> None:
    """A share is one, whoever it is for and whenever it ends."""
    hands.rewrite_method(
        DocumentQuerySet, "_of_client", "share__in=shares", "share__isnull=False"
    )


@sabotage(
    "a document shown to the other side by a mistaken address",
    noticed_by=f"{SHARING}::test_the_other_side_is_stopped_until_somebody_has_checked",
)
def nobody_looks_at_addresses(hands: Hands) -> None:
    """Clients are not compared with the opposing parties."""
    hands.put(guard, "matches", lambda _case, _parties: [])


@sabotage(
    "an image of a page in the hands of who may not, or no longer, see the document",
    noticed_by=[
        f"{READER}::test_who_may_not_see_the_document_sees_no_page_of_it",
        f"{READER}::test_a_share_that_is_over_takes_the_pages_with_it_at_once",
    ],
)
def images_ask_nobody(hands: Hands) -> None:
    """A page image is found by the key of its document alone."""
    hands.rewrite(reader._image, ".visible_to(request.user)", "")


@sabotage(
    "a file or a page that runs something in the browser",
    noticed_by="tests/portal/ui/test_markdown.py"
    "::test_nothing_but_known_tags_comes_out",
)
def texts_may_run(hands: Hands) -> None:
    """Markdown is read with its HTML, and nothing is cut out of it."""
    hands.put(markdown, "_reader", MarkdownIt("commonmark", {"html": True}))
    hands.replace(markdown._cleaned, lambda found: found)
