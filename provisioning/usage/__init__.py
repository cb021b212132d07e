"""How much of its plan a firm uses: numbers only, measured by the workers."""
