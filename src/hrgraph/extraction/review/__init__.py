"""Recommendations of the Universal Periodic Review, and what States answer to them."""
