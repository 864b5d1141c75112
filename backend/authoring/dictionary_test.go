package authoring_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/afterword-app/afterword/backend/authoring"
	"github.com/afterword-app/afterword/backend/retro"
	"github.com/afterword-app/afterword/backend/review"
)

func TestDictionaries(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for name, text := range map[string]string{
		"de_DE.aff": "SET ISO8859-1\nTRY esianr\n", "de_DE.dic": "1\nGr\xf6\xdfe\n",
		"ru_RU.aff": "SET microsoft-cp1251\n", "ru_RU.dic": "1\n\xe4\xe0\n",
		"fr.aff": "SET UTF-8\n", "fr.dic": "1\nété\n",
		"xx_YY.aff": "SET KOI-NONE\n", "xx_YY.dic": "1\na\n",
		"it_IT.aff":   "", // without words
		"hyph_de.aff": "", "hyph_de.dic": "", "../.aff": "", "README_x.txt": "",
	} {
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(name)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	folders := []string{filepath.Join(folder, "none"), folder}
	if diff := cmp.Diff([]string{"de-DE", "fr", "ru-RU", "xx-YY"}, authoring.Dictionaries(folders)); diff != "" {
		t.Error(diff)
	}
	for language, words := range map[string]string{"de-DE": "1\nGröße\n", "ru-RU": "1\nда\n", "fr": "1\nété\n"} {
		dictionary := must[authoring.Dictionary](t)(authoring.ReadDictionary(folders, language))
		if dictionary.Words != words {
			t.Errorf("%s: got %q, want %q", language, dictionary.Words, words)
		}
	}
	for language, code := range map[string]retro.Code{
		"xx-YY": retro.CodeUnsupported, "it-IT": retro.CodeNotFound, "../../etc/passwd": retro.CodeNotFound, "": retro.CodeNotFound,
	} {
		_, err := authoring.ReadDictionary(folders, language)
		wantCode(t, err, code)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	service := openService(t)
	first := must[authoring.Settings](t)(service.Settings(t.Context()))
	want := authoring.Settings{Theme: "system", Languages: []string{"en-GB", "en-US"}, Words: []string{}, DueDays: 7, SoakDays: 2, ShareDays: 1, Lag: 10}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Errorf("nothing chosen: %s", diff)
	}
	for _, want := range []authoring.Settings{
		{Author: "Dana", Theme: "dark", Zone: "Europe/Berlin", Languages: []string{}, Words: []string{"pgbouncer", "it's"}, Focus: true, DueDays: 14, SoakDays: 1, ShareDays: 3, Lag: 4, Wording: review.Wording{Own: []review.Phrase{{Words: "root cause", Advice: "Say factors"}}, Off: []string{"forgot"}}},
		{Theme: "light", Languages: []string{"de-DE"}, Words: []string{}, Typewriter: true, DueDays: 7, SoakDays: 2, ShareDays: 1, Lag: 10},
	} {
		if err := service.SaveSettings(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, must[authoring.Settings](t)(service.Settings(t.Context()))); diff != "" {
			t.Error(diff)
		}
	}
	for name, wrong := range map[string]authoring.Settings{
		"theme": {Theme: "pink"}, "zone": {Theme: "dark", Zone: "Mars/Base"}, "language": {Theme: "dark", Languages: []string{"../x"}},
		"word": {Theme: "dark", Words: []string{"two words"}}, "days": {Theme: "dark", DueDays: 400}, "less than none": {Theme: "dark", SoakDays: -1}, "lag": {Theme: "dark", Lag: 301},
		"share": {Theme: "dark", ShareDays: 366}, "rule": {Theme: "dark", Wording: review.Wording{Off: []string{"no such rule"}}},
	} {
		if err := service.SaveSettings(t.Context(), wrong); err == nil {
			t.Errorf("%s: took %+v", name, wrong)
		}
	}
}
