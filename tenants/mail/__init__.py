"""Mail of a firm: its name as the sender, the receiver's language, three templates."""

from tenants.mail.sending import MailRefused, send

__all__ = ["MailRefused", "send"]
