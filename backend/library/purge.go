package library

import (
	"context"
	"time"

	"github.com/afterword-app/afterword/backend/retro"
)

// Purges take out for good what should never have come in. It is gone from every
// revision once a method returns, and from the disk once Erase has. What colleagues
// have, and what was exported, is out of reach.
type Purges interface {
	// Originals returns the evidence of all revisions of a retrospective of which the
	// original is here, the newest state of each; CodeNotFound.
	Originals(ctx context.Context, id retro.RetrospectiveID) ([]retro.Evidence, error)

	// Holders returns the retrospectives in whose newest revision an original stands,
	// deleted ones too.
	Holders(ctx context.Context, original retro.Hash) ([]retro.RetrospectiveID, error)

	// PurgeOriginal takes an original out of the whole library, with all that was
	// derived from it, the labels and captions that it had, and the exported pages of
	// the purge's retrospective, which may quote it. CodeNotFound.
	PurgeOriginal(ctx context.Context, original retro.Hash, purge Purge) error

	// CountWords returns in how many places of a retrospective words stand, in large
	// or small letters, in all of its revisions together, and in which of its
	// originals; CodeNotFound.
	CountWords(ctx context.Context, id retro.RetrospectiveID, words string) (places int, originals []retro.Hash, err error)

	// PurgeWords puts Purged in place of the words in all revisions of a retrospective
	// and in its conflicts, and drops the exported pages that hold them. Originals stay
	// as they are. What stands word for word in another retrospective too loses them
	// there as well. CodeNotFound.
	PurgeWords(ctx context.Context, words string, purge Purge) error

	// Erase rewrites the library's file, so that what was purged is not in its free
	// space either, keeps a copy of it, and removes all copies from before, which hold
	// it still. One that is cut off is done again by the next Open.
	Erase(ctx context.Context, now time.Time) error

	// Purges lists what was purged of a retrospective, the newest first.
	Purges(ctx context.Context, id retro.RetrospectiveID) ([]Purge, error)
}

// Purge tells that something was taken out for good.
type Purge struct {
	Retrospective retro.RetrospectiveID `json:"retrospective"`
	At            time.Time             `json:"at"`
	Author        string                `json:"author,omitempty"`
	What          string                `json:"what"` // "a log of 80 bytes"; nothing of what it said
	// IsWaiting says that its bytes are still in the file's free space or in copies.
	IsWaiting bool `json:"isWaiting,omitempty"`
}

// Purged stands where words were purged.
const Purged = "█████"
