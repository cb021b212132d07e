"""Contacts: the people and organisations that the firm knows."""
