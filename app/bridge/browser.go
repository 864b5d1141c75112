//go:build e2e

package bridge

import (
	"context"
	"os"
	"path/filepath"
)

// browser is the Native of the bridge: there is no desktop, so dialogs answer by
// themselves. What a test must see goes into the folder: saved files, links that
// were opened, the clipboard.
type browser struct{ folder string }

// ChooseFiles takes whatever stands in the folder's "choose" folder.
func (b *browser) ChooseFiles(context.Context, string) ([]string, error) {
	return filepath.Glob(filepath.Join(b.folder, "choose", "*"))
}

func (b *browser) ChooseFolder(context.Context, string) (string, error) { return b.folder, nil }

func (b *browser) ChooseSavePath(_ context.Context, _, fileName string) (string, error) {
	return filepath.Join(b.folder, fileName), nil
}

func (b *browser) Confirm(context.Context, string, string) (bool, error) { return true, nil }

func (b *browser) OpenURL(_ context.Context, url string) { _ = b.write("opened-url", url) }

func (b *browser) SetClipboard(_ context.Context, text string) error {
	return b.write("clipboard", text)
}

func (b *browser) Quit(context.Context) {}

func (b *browser) KeepOpen(context.Context) {}

func (b *browser) write(name, text string) error {
	return os.WriteFile(filepath.Join(b.folder, name), []byte(text), 0o600)
}
