"""What bin/manage offers."""
