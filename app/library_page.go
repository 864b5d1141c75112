package app

import "github.com/afterword-app/afterword/backend/authoring"

// libraryWork stands for the library where work is of no retrospective.
const libraryWork = "library"

// ExportPage lets the person choose a folder and writes the index of the library and its
// pages there; nil when they cancel.
func (l *Library) ExportPage() (*authoring.LibraryPage, error) {
	folder, err := l.native.ChooseFolder(l.context(), "Write the library to a folder")
	if err != nil || folder == "" {
		return nil, err
	}
	ctx, done := l.cancellable(l.context(), libraryWork)
	defer done()
	written, err := l.service.WriteLibraryPage(ctx, folder, func(done, total int) {
		l.notify(Notice{Kind: NoticeProgress, Retrospective: libraryWork, Done: int64(done), Total: int64(total)})
	})
	return &written, err
}

// CancelExport stops writing the library.
func (l *Library) CancelExport() { l.stop(libraryWork) }
