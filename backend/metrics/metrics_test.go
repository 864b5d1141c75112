package metrics_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/afterword-app/afterword/backend/metrics"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/retrotest"
)

func exports(tb testing.TB) []txtar.File {
	tb.Helper()
	archive, err := txtar.ParseFile(filepath.Join("testdata", "exports.txtar"))
	if err != nil {
		tb.Fatal(err)
	}
	return archive.Files
}

// TestTable shows the table of each kind of export.
func TestTable(t *testing.T) {
	t.Parallel()
	for _, file := range exports(t) {
		t.Run(file.Name, func(t *testing.T) {
			t.Parallel()
			if !metrics.Looks(file.Data, int64(len(file.Data))) {
				t.Fatal("it is not recognised")
			}
			table, err := metrics.Table(bytes.NewReader(file.Data))
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(table)
			if err != nil {
				t.Fatal(err)
			}
			retrotest.Golden(t, "csv", string(text))
		})
	}
}

// TestLooksNot proves that what only resembles an export is left alone.
func TestLooksNot(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a log of JSON":           `{"ts":"2026-03-14T21:40:00Z","msg":"resultType","value":7}`,
		"a log in lines":          "2026-03-14T21:40:00Z started 7 1773524400000\n2026-03-14T21:41:00Z stopped 8 1773524460000\n",
		"samples without times":   "# TYPE up gauge\nup{job=\"api\"} 1\nup{job=\"web\"} 0\n",
		"a table with a period":   "Period,Value\n2026-03-14,7\n",
		"Loki's answer":           `{"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"x"},"values":[["1773524400123456789","pool exhausted"]]}]}}`,
		"one sample among others": "the metric was\nup 1 1773524400000\nat that time\nand later\n",
		"nothing":                 "",
	} {
		if metrics.Looks([]byte(text), int64(len(text))) {
			t.Errorf("%s is taken for an export", name)
		}
	}
	if metrics.Looks([]byte(`{"resultType":"matrix","metric":{},"values":[]}`), metrics.MaxBytes+1) {
		t.Error("what is too large is taken for an export")
	}
}

func TestTableRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"nothing in it": `{"status":"success","data":{"resultType":"matrix","result":[]}}`,
		"cut off":       `{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"values":[[17735`,
		"no export":     "hello",
	} {
		if _, err := metrics.Table(strings.NewReader(text)); retro.ErrorCode(err) != retro.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// FuzzTable holds that whatever comes is a table with a cell for each column, or an error.
func FuzzTable(f *testing.F) {
	for _, file := range exports(f) {
		f.Add(file.Data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := metrics.Table(bytes.NewReader(data))
		if err != nil {
			return
		}
		rows, err := csv.NewReader(table).ReadAll()
		if err != nil || len(rows) < 2 || len(rows[0]) < 2 {
			t.Errorf("%d rows, %v", len(rows), err)
		}
	})
}
