"""
One body of bytes, to be read: as a tree, as text, as headers, or as a file to be saved.

    body_view     chooses between them
    tree_pane     tree with filter, path and the whole of long texts
    tree_view     the tree itself: blocks on scrolling, copying
    raw_pane      text exactly as received, a large one in parts
    text_line     finds text in it
    body_reading  makes a large body a tree
    file_pane     what kind of file it is, and a button that saves it
    header_table  names and values
    body_file     a safe name for the file, and a thread that writes it
"""
