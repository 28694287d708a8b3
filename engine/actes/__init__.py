"""The acts that accompany a contract: an avenant, a letter, a project of délibération."""
