package cli

import "fmt"

// plural says how many there are of something.
func plural(count int, one, many string) string {
	if count == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", count, many)
}

// fileSize says how large something is, as file managers do.
func fileSize(bytes int64) string {
	switch {
	case bytes < 1000:
		return plural(int(bytes), "byte", "bytes")
	case bytes < 1_000_000:
		return fmt.Sprintf("%.0f kB", float64(bytes)/1e3)
	case bytes < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
}
