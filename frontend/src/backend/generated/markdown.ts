// Written by build/bindings from the Go of the same name. Do not edit.

/** Kind is what a block is. */
export type Kind = 'paragraph' | 'heading' | 'list item' | 'quote' | 'table row' | 'code' | 'rule';
