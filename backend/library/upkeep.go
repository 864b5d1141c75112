package library

import (
	"context"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Upkeep looks after the library as a whole.
type Upkeep interface {
	// Check reads the whole library and verifies it: its structure, every piece and
	// original against its hash, every history link by link. Damage is in the report;
	// the error is about reading only.
	Check(ctx context.Context) (Report, error)

	// Copies lists the copies of the library that are kept, the newest first.
	Copies(ctx context.Context) ([]Copy, error)

	// KeepCopy writes a copy, reads it back and verifies every hash in it. Reading and
	// writing go on meanwhile. A damaged library is copied as far as it can be, and
	// the copy says so. A daily copy takes the place of an earlier one of the same
	// day and of the same soundness; of either only the last KeptCopies are kept.
	KeepCopy(ctx context.Context, why CopyReason, now time.Time) (Copy, error)

	// Backup writes a verified copy to a path of one's own choice, replacing a file
	// that is there. The error has CodeInvalid when that is the library itself, and
	// CodeDamaged, with nothing written, when the library is damaged.
	Backup(ctx context.Context, path string) error

	// RestoreCopy puts a copy in place of the library: one that is kept, by its name, or
	// any file, by its path. The present state is kept as a copy first. The error has
	// CodeNotFound, CodeUnsupported for what is no library, CodeNewerFormat, or
	// CodeDamaged for a copy whose structure is broken; nothing has changed then.
	RestoreCopy(ctx context.Context, name string, now time.Time) error

	// Compact gives back to the disk what thinned history and dropped data left free
	// in the file. It needs as much free space as the library takes.
	Compact(ctx context.Context) error

	// Rebuild makes anew all that is derived: the search index, the summaries, and
	// what was read out of originals.
	Rebuild(ctx context.Context) error
}

// Report is what Check found.
type Report struct {
	Retrospectives int       `json:"retrospectives"`
	Revisions      int       `json:"revisions"`
	Pieces         int       `json:"pieces"`
	Originals      int       `json:"originals"`
	Bytes          int64     `json:"bytes"`    // of the originals
	Problems       []Problem `json:"problems"` // empty for a sound library
}

// Problem is one thing that is not as it was stored.
type Problem struct {
	// Retrospective and Revision say where, as far as it is known; Revision is the
	// newest that is affected.
	Retrospective retro.RetrospectiveID `json:"retrospective,omitempty"`
	Revision      retro.RevisionID      `json:"revision,omitempty"`
	What          string                `json:"what"` // a phrase for a person
}

// CopyReason says why a copy was made.
type CopyReason string

// The reasons.
const (
	CopyDaily   CopyReason = "daily"   // on a day on which the library was used
	CopyByHand  CopyReason = "by-hand" // somebody asked for it
	CopyUpgrade CopyReason = "upgrade" // before the file got a newer format
	CopyRestore CopyReason = "restore" // before another copy was put in its place
)

// KeptCopies is how many daily copies are kept.
const KeptCopies = 14

// Copy is a copy of the library.
type Copy struct {
	Name      string     `json:"name"` // of its file, in the folder of copies
	Path      string     `json:"path"`
	At        time.Time  `json:"at"`
	Why       CopyReason `json:"why"`
	Size      int64      `json:"size"` // bytes
	IsDamaged bool       `json:"isDamaged"`
}
