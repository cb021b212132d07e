"""Addresses and certificates of all firms, for operators."""
