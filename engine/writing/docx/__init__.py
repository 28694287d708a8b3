"""WordprocessingML from the tree, put in one go into a letterhead prepared once through docxtpl."""
