"""Pages about progress: moving a case on, and the firm's stages."""
