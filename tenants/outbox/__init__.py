"""What must happen after a change, written in the transaction of the change.

`publish()` writes an event and one delivery for each consumer. After the commit a hint
goes to the broker; a worker finds the deliveries that are due and runs each in a
transaction of its own, together with its mark "done". When the broker, the worker or
the hint is lost, the sweep finds the delivery: the database is the truth, the broker
only makes it quick.
"""

from tenants.outbox.consumers import consumer
from tenants.outbox.publishing import publish

__all__ = ["consumer", "publish"]
