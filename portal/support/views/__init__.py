"""The desk's page about operators, and a guest's coming and going."""
