"""Parts of views that several kinds of pages share: plain frozen values."""
