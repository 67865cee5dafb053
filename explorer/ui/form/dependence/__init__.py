"""Fields that depend on others: what they need first, and what becomes of their values when those others change."""
