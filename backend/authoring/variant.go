package authoring

import (
	"context"
	"path"
	"slices"
	"strings"

	"github.com/afterword-app/afterword/backend/export"
	"github.com/afterword-app/afterword/backend/retro"
)

// variant is what of the document leaves, and for whom. It stands behind the name of a
// target: "html:short", "docx:public", "slack:short:company".
type variant struct {
	short   bool
	edition retro.Edition
}

// variantShort is the short story, in the address of a target.
const variantShort = "short"

// cutVariant parts the name of a target of the document from its variant. The error has
// CodeNotFound.
func cutVariant(address string) (target string, v variant, err error) {
	target, rest, _ := strings.Cut(address, ":")
	v.edition = retro.EditionTeam
	if rest == "" {
		return target, v, nil
	}
	for word := range strings.SplitSeq(rest, ":") {
		switch edition := retro.Edition(word); {
		case word == variantShort:
			v.short = true
		case slices.Contains(retro.Editions(), edition):
			v.edition = edition
		default:
			return target, v, retro.Errorf(retro.CodeNotFound, "the document has no variant %q", word).
				WithHint("use %s, or one of %s", variantShort, retro.Join(retro.Editions()))
		}
	}
	return target, v, nil
}

// Variant is the address of a variant of a target of the document.
func Variant(target string, short bool, edition retro.Edition) string {
	return target + variant{short, edition}.suffix()
}

func (v variant) suffix() string {
	suffix := ""
	if v.short {
		suffix = ":" + variantShort
	}
	if v.edition != retro.EditionTeam && v.edition != "" {
		suffix += ":" + string(v.edition)
	}
	return suffix
}

// named gives the files of a variant names of their own, so that it takes the place of no
// other: a page of its own, or a folder where there are more.
func (v variant) named(files []export.File) []export.File {
	suffix := strings.ReplaceAll(v.suffix(), ":", "-")
	if suffix == "" {
		return files
	}
	named := slices.Clone(files)
	for i, file := range named {
		if len(files) > 1 {
			named[i].Name = strings.TrimPrefix(suffix, "-") + "/" + file.Name
			continue
		}
		extension := path.Ext(file.Name)
		named[i].Name = strings.TrimSuffix(file.Name, extension) + suffix + extension
	}
	return named
}

// Call says what a name is called in the editions for the company and for clients: by its
// own, where it may stay; for "" as a role tells again.
func (s *Service) Call(ctx context.Context, id retro.RetrospectiveID, name, instead string) (Edited, error) {
	alias := retro.Alias{Words: strings.Join(strings.Fields(name), " "), Instead: strings.Join(strings.Fields(instead), " ")}
	if alias.Words == "" {
		return Edited{}, retro.Errorf(retro.CodeInvalid, "there is no name to be called otherwise")
	}
	return s.edit(ctx, id, "name outside", func(c *retro.Content) error {
		at := slices.IndexFunc(c.Aliases, func(a retro.Alias) bool { return strings.EqualFold(a.Words, alias.Words) })
		aliases := slices.Clone(c.Aliases)
		switch {
		case at < 0 && alias.Instead == "":
		case at < 0:
			aliases = append(aliases, alias)
		case alias.Instead == "":
			aliases = slices.Delete(aliases, at, at+1)
		default:
			aliases[at] = alias
		}
		c.Aliases = aliases
		return nil
	})
}

// renamedSource gives what a source has by other names.
type renamedSource struct {
	export.Source
	renaming retro.Renaming
}

// Lines implements export.Source.
func (x renamedSource) Lines(ctx context.Context, id retro.EvidenceID, spans []export.Span) ([][]export.Line, error) {
	all, err := x.Source.Lines(ctx, id, spans)
	for _, lines := range all {
		for i := range lines {
			lines[i].Text, lines[i].Actor = x.renaming.Text(lines[i].Text), x.renaming.Text(lines[i].Actor)
		}
	}
	return all, err
}
