package ingest

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/afterword-app/afterword/backend/ingest/stamp"
	"github.com/afterword-app/afterword/backend/retro"
)

// Records of several lines name their level in one of them: "Level:         Warning",
// "Severity: High".

// What stands at the beginning of a line that tells of an error by itself.
const (
	oracleError = "ORA-"
	oracleNet   = "TNS-"
	traceback   = "Traceback (most recent call last)"
	completed   = "Completed " // an answer of Rails, "Completed 500 Internal Server Error in 5ms"
	sapMark     = "*** "       // "M  *** ERROR => …" of SAP, where the letter is of the thread
)

// isLabelled reports whether a line may be a label and its value; most are not.
func isLabelled(line []byte) bool {
	if len(line) < 8 || len(line) > 120 {
		return false
	}
	line = withoutThread(line)
	for i := range line {
		switch line[i] | 0x20 {
		case ' ':
			continue
		case 'l', 's', 'p', 'e', 'n', 'g':
			return bytes.IndexByte(line[i:min(len(line), i+24)], ':') > 3
		case '*' | 0x20:
			return bytes.HasPrefix(line[i:], []byte(sapMark))
		case 'c':
			return bytes.HasPrefix(line[i:], []byte(completed))
		case 'o', 't':
			return bytes.HasPrefix(line[i:], []byte(oracleError)) || bytes.HasPrefix(line[i:], []byte(oracleNet)) || bytes.HasPrefix(line[i:], []byte(traceback))
		}
		return false
	}
	return false
}

// withoutThread leaves out the letter of a thread, two blanks before the rest of a line.
func withoutThread(line []byte) []byte {
	if stamp.IsUpper(line[0]) && line[1] == ' ' && line[2] == ' ' {
		return line[3:]
	}
	return line
}

// labelledLevel reads the level in such a line.
func labelledLevel(line []byte) retro.Level {
	if marked, found := bytes.CutPrefix(withoutThread(line), []byte(sapMark)); found {
		word, _, _ := bytes.Cut(marked, []byte{' '})
		return levelOfWord(word)
	}
	if start := bytes.TrimLeft(line, " "); bytes.HasPrefix(start, []byte(traceback)) || len(start) > 3 && namesError(start[:3], start[3:]) {
		return retro.LevelError
	}
	if rest, found := bytes.CutPrefix(line, []byte(completed)); found {
		if stamp.DigitsAt(rest, 0) == 3 && rest[3] == ' ' {
			return levelOfStatus(stamp.Number(rest[:3]))
		}
		return retro.LevelNone
	}
	label, value, _ := bytes.Cut(line, []byte{':'})
	label, value = bytes.TrimSpace(label), bytes.TrimSpace(value)
	if !soundsLikeLevel(bytes.ReplaceAll(label, []byte{' '}, []byte{'_'})) && !isForeignLevel(string(label)) || len(value) == 0 {
		return retro.LevelNone
	}
	if len(value) > 1 && (stamp.IsLetter(value[0]) || value[0] >= utf8.RuneSelf) {
		if level := levelOfCell(value); level != retro.LevelNone || !bytes.EqualFold(label[max(0, len(label)-len("severity")):], []byte("severity")) {
			return level
		}
		return levelOfRank(value)
	}
	return retro.LevelNone
}

// levelOfRank reads the ranks that monitoring programs give alerts beside the names of levels.
func levelOfRank(value []byte) retro.Level {
	switch strings.ToLower(string(value)) {
	case "disaster":
		return retro.LevelFatal
	case "high", "major":
		return retro.LevelError
	case "average", "medium", "minor":
		return retro.LevelWarn
	case "low", "not classified":
		return retro.LevelInfo
	}
	return retro.LevelNone
}

// isForeignLevel reports whether a label or a column is that of levels in the language of a
// system.
func isForeignLevel(name string) bool {
	switch strings.ToLower(name) {
	case "ebene", "stufe", "schweregrad", "niveau", "gravité", "nivel", "gravedad", "nível", "gravidade", "livello", "gravità", "ernst", "poziom", "nivå", "allvarlighetsgrad", "niva",
		"уровень", "级别", "級別", "レベル", "수준", "düzey", "úroveň":
		return true
	}
	return false
}

// foreignLevels are the names of levels as systems write them in other languages.
//
//nolint:misspell // They are not English.
var foreignLevels = map[string]retro.Level{
	"kritisch": retro.LevelFatal, "critique": retro.LevelFatal, "crítico": retro.LevelFatal, "critico": retro.LevelFatal, "krytyczne": retro.LevelFatal, "kritiskt": retro.LevelFatal,
	"критический": retro.LevelFatal, "严重": retro.LevelFatal, "嚴重": retro.LevelFatal, "重大": retro.LevelFatal, "위험": retro.LevelFatal, "kritik": retro.LevelFatal, "kritický": retro.LevelFatal,
	"schwerwiegend": retro.LevelError, "grave": retro.LevelError, "infos": retro.LevelInfo,
	"fehler": retro.LevelError, "erreur": retro.LevelError, "erro": retro.LevelError, "errore": retro.LevelError, "fout": retro.LevelError, "błąd": retro.LevelError, "fel": retro.LevelError,
	"ошибка": retro.LevelError, "错误": retro.LevelError, "錯誤": retro.LevelError, "エラー": retro.LevelError, "오류": retro.LevelError, "hata": retro.LevelError, "chyba": retro.LevelError,
	"warnung": retro.LevelWarn, "avertissement": retro.LevelWarn, "advertencia": retro.LevelWarn, "aviso": retro.LevelWarn, "avviso": retro.LevelWarn, "waarschuwing": retro.LevelWarn, "ostrzeżenie": retro.LevelWarn,
	"varning": retro.LevelWarn, "предупреждение": retro.LevelWarn, "警告": retro.LevelWarn, "경고": retro.LevelWarn, "uyarı": retro.LevelWarn, "upozornění": retro.LevelWarn,
	"informationen": retro.LevelInfo, "informations": retro.LevelInfo, "información": retro.LevelInfo, "informações": retro.LevelInfo, "informazioni": retro.LevelInfo, "informatie": retro.LevelInfo,
	"informacje": retro.LevelInfo, "сведения": retro.LevelInfo, "信息": retro.LevelInfo, "資訊": retro.LevelInfo, "情報": retro.LevelInfo, "정보": retro.LevelInfo, "bilgi": retro.LevelInfo, "informace": retro.LevelInfo,
}
