package main

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"strings"
)

// load reads the types of a package as the compiler left them. Without the window
// that needs neither GTK nor cgo.
func load(path string) (*types.Package, *comments, error) {
	list := exec.CommandContext(context.Background(), "go", "list", "-export", "-deps", "-tags", "headless",
		"-f", "{{.ImportPath}} {{.Export}}", path)
	list.Env = append(os.Environ(), "CGO_ENABLED=0")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return nil, nil, fmt.Errorf("build %s: %w", path, err)
	}
	compiled := map[string]string{}
	var ours []string
	for line := range bytes.Lines(out) {
		name, file, _ := strings.Cut(strings.TrimSpace(string(line)), " ")
		compiled[name] = file
		if strings.HasPrefix(name, module) {
			ours = append(ours, name)
		}
	}
	files := token.NewFileSet()
	imports := importer.ForCompiler(files, "gc", func(name string) (io.ReadCloser, error) { return os.Open(compiled[name]) })
	// What is imported by another alone would come without its constants. The package
	// asked for stands behind all that it imports.
	var loaded *types.Package
	for _, name := range ours {
		if loaded, err = imports.Import(name); err != nil {
			return nil, nil, fmt.Errorf("read %s: %w", name, err)
		}
	}
	return loaded, &comments{files: files, parsed: map[string]map[int]string{}}, nil
}

// comments finds what the source says of a thing, which the compiler leaves out.
type comments struct {
	files  *token.FileSet
	parsed map[string]map[int]string
}

// of returns the comment above or behind what is declared at pos, "" for none.
func (c *comments) of(pos token.Pos) (string, error) {
	at := c.files.Position(pos)
	lines, ok := c.parsed[at.Filename]
	if !ok {
		var err error
		if lines, err = parse(at.Filename); err != nil {
			return "", err
		}
		c.parsed[at.Filename] = lines
	}
	return lines[at.Line], nil
}

func parse(name string) (map[int]string, error) {
	path := strings.TrimPrefix(strings.TrimPrefix(name, module), "/") // as with -trimpath
	if !strings.HasPrefix(name, module) {
		path = name
	}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, parser.ParseComments)
	if err != nil {
		return nil, fmt.Errorf("read the comments: %w", err)
	}
	lines := map[int]string{}
	say := func(pos token.Pos, texts ...*ast.CommentGroup) {
		for _, text := range texts {
			if said := strings.TrimSpace(text.Text()); said != "" {
				lines[files.Position(pos).Line] = said
				return
			}
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.FuncDecl:
			say(node.Name.Pos(), node.Doc)
		case *ast.GenDecl:
			if len(node.Specs) == 1 {
				if spec, ok := node.Specs[0].(*ast.TypeSpec); ok {
					say(spec.Name.Pos(), node.Doc)
				}
			}
		case *ast.TypeSpec:
			say(node.Name.Pos(), node.Doc, node.Comment)
		case *ast.Field:
			say(node.Pos(), node.Doc, node.Comment)
		}
		return true
	})
	return lines, nil
}
