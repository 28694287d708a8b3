"""The folder of a contract that goes to the assembly and to the control of legality. Nothing is ever sent."""
