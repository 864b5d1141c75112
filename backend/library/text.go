package library

import (
	"context"
	"encoding/json"
	"io"

	"github.com/afterword-app/afterword/backend/retro"
)

// DerivedText is the key under which it is kept which original is the text of a
// compressed one, as JSON of a [Text].
const DerivedText = "text/1"

// Text says where the text of a compressed original is.
type Text struct {
	Hash retro.Hash `json:"hash"`          // of the original that holds it, "" where it is not known
	Cut  bool       `json:"cut,omitempty"` // the compressed bytes break off
}

// ReadText reads what is kept under DerivedText. What cannot be read is made
// again: it is the zero value.
func ReadText(data []byte) Text {
	var kept Text
	if json.Unmarshal(data, &kept) != nil {
		return Text{}
	}
	return kept
}

// OpenText reads the text of an original whose media type may say that it is
// compressed; of any other the original as it is.
type OpenText func(ctx context.Context, original Blob, mediaType string) (io.ReadCloser, error)
