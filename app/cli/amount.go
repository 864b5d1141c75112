package cli

import (
	"fmt"

	"github.com/afterword-app/afterword/backend/retro"
)

// fileSize says how large something is, as file managers do.
func fileSize(bytes int64) string {
	switch {
	case bytes < 1000:
		return retro.Count(int(bytes), "byte", "bytes")
	case bytes < 1_000_000:
		return fmt.Sprintf("%.0f kB", float64(bytes)/1e3)
	case bytes < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
}
