"""The watch of the law: what the archives of the DILA say of the register, and which contracts a change reaches."""
