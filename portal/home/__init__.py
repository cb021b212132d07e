"""The first pages of portal and desk."""
