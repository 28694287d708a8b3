"""Facts: the dated legal register, institutions, collectivités, letterheads, fonts, examples. No code lives here."""
