package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// browser is the Native of the bridge: there is no desktop, so dialogs answer by
// themselves. What a test must see goes into the folder: saved files, links that
// were opened, the clipboard.
type browser struct{ folder string }

// ChooseFiles takes whatever stands in the folder's "choose" folder.
func (b *browser) ChooseFiles(context.Context, string) ([]string, error) {
	paths, err := filepath.Glob(filepath.Join(b.folder, "choose", "*"))
	if err != nil {
		return nil, fmt.Errorf("choose files: %w", err)
	}
	return paths, nil
}

func (b *browser) ChooseFolder(context.Context, string) (string, error) { return b.folder, nil }

func (b *browser) ChooseSavePath(_ context.Context, _, fileName string) (string, error) {
	return filepath.Join(b.folder, fileName), nil
}

func (*browser) Confirm(context.Context, string, string) (bool, error) { return true, nil }

func (b *browser) OpenURL(_ context.Context, url string) { _ = b.write("opened-url", url) }

func (b *browser) SetClipboard(_ context.Context, text string) error {
	return b.write("clipboard", text)
}

func (*browser) Quit(context.Context) {}

func (*browser) KeepOpen(context.Context) {}

func (b *browser) write(name, text string) error {
	if err := os.WriteFile(filepath.Join(b.folder, name), []byte(text), 0o600); err != nil {
		return fmt.Errorf("answer for the desktop: %w", err)
	}
	return nil
}
