"""One firm's data kept apart, brought back beside the live one, and tried out."""
