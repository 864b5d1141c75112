package main

import (
	"errors"
	"fmt"
	"go/constant"
	"go/types"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// written holds the types whose JSON is no image of their Go, and those that are
// open although there are constants.
var written = map[string]string{
	"time.Time":                "string",
	"time.Duration":            "number",
	"retro.Level":              levels(),
	"retro.EventKind":          "string",
	"diff.Op":                  "['=' | '-' | '+', string] | ['~', string, string]",
	"encoding/json.RawMessage": "unknown",
}

func levels() string {
	var names []string
	for level := retro.LevelNone; level <= retro.LevelFatal; level++ {
		names = append(names, quote(level.String()))
	}
	return strings.Join(names, " | ")
}

// models are the declarations made so far, by package and name.
type models struct {
	comments *comments
	packages map[string]map[string]string
	imports  map[string]map[string]bool
}

func newModels(comments *comments) *models {
	return &models{comments: comments, packages: map[string]map[string]string{}, imports: map[string]map[string]bool{}}
}

// files yields the name and the text of each file.
func (m *models) files() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for name, declared := range m.packages {
			var text strings.Builder
			text.WriteString("// Written by build/bindings from the Go of the same name. Do not edit.\n")
			for _, other := range slices.Sorted(maps.Keys(m.imports[name])) {
				fmt.Fprintf(&text, "import type * as %s from './%s';\n", namespace(other), other)
			}
			for _, one := range slices.Sorted(maps.Keys(declared)) {
				text.WriteString("\n" + declared[one])
			}
			if !yield(name, text.String()) {
				return
			}
		}
	}
}

// bound declares the methods of the structs in App, and what they reach.
func (m *models) bound(app *types.Package) error {
	fields, err := structOf(app, "App")
	if err != nil {
		return err
	}
	var nouns strings.Builder
	for field := range fields.Fields() {
		if !field.Exported() {
			continue
		}
		pointer, ok := field.Type().(*types.Pointer)
		if !ok {
			return fmt.Errorf("field %s of App is no pointer", field.Name())
		}
		if err := m.methods(app.Name(), field.Name(), pointer); err != nil {
			return err
		}
		fmt.Fprintf(&nouns, "  %s: %s;\n", lower(field.Name()), field.Name())
	}
	m.packages[app.Name()]["Bound"] = "/** All that the page may call, by noun. */\nexport interface Bound {\n" + nouns.String() + "}\n"
	for _, name := range []string{"Notice", "Problem"} {
		if _, err := m.typeOf(app.Name(), app.Scope().Lookup(name).Type()); err != nil {
			return err
		}
	}
	return nil
}

func structOf(in *types.Package, name string) (*types.Struct, error) {
	if found := in.Scope().Lookup(name); found != nil {
		if fields, ok := found.Type().Underlying().(*types.Struct); ok {
			return fields, nil
		}
	}
	return nil, fmt.Errorf("%s has no struct %s", in.Path(), name)
}

func (m *models) methods(in, name string, of *types.Pointer) error {
	m.declare(in, name, "")
	var text strings.Builder
	for selection := range types.NewMethodSet(of).Methods() {
		method, ok := selection.Obj().(*types.Func)
		if !ok || !method.Exported() {
			continue
		}
		line, err := m.method(in, method)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", name, method.Name(), err)
		}
		text.WriteString(line)
	}
	named, ok := of.Elem().(*types.Named)
	if !ok {
		return fmt.Errorf("%s has no name", of)
	}
	doc, err := m.doc("", named.Obj())
	if err != nil {
		return err
	}
	m.declare(in, name, doc+"export interface "+name+" {\n"+text.String()+"}\n")
	return nil
}

func (m *models) method(in string, method *types.Func) (string, error) {
	doc, err := m.doc("  ", method)
	if err != nil {
		return "", err
	}
	signature := method.Signature()
	var taken []string
	for taking := range signature.Params().Variables() {
		text, err := m.typeOf(in, taking.Type())
		if err != nil {
			return "", err
		}
		if strings.HasSuffix(text, "[]") {
			text = "readonly " + text
		}
		taken = append(taken, taking.Name()+": "+text)
	}
	answer := "void"
	if results := signature.Results(); results.Len() > 0 && results.At(0).Type().String() != "error" {
		if answer, err = m.typeOf(in, results.At(0).Type()); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%s  %s(%s): Promise<%s>;\n", doc, lower(method.Name()), strings.Join(taken, ", "), answer), nil
}

// typeOf returns what a file of a package calls a type, and declares what it names.
func (m *models) typeOf(in string, of types.Type) (string, error) {
	switch of := types.Unalias(of).(type) {
	case *types.Named:
		return m.named(in, of)
	case *types.TypeParam:
		return of.Obj().Name(), nil
	case *types.Basic:
		return basic(of)
	case *types.Pointer:
		text, err := m.typeOf(in, of.Elem())
		return text + " | null", err
	case *types.Slice:
		if types.Identical(of.Elem(), types.Typ[types.Byte]) {
			return "string", nil // base64
		}
		text, err := m.typeOf(in, of.Elem())
		if strings.Contains(text, " ") {
			text = "(" + text + ")"
		}
		return text + "[]", err
	case *types.Map:
		// By string even where the keys are of few: not every one of them need be there.
		text, err := m.typeOf(in, of.Elem())
		return "{ [key: string]: " + text + " }", err
	case *types.Interface:
		if of.Empty() {
			return "unknown", nil
		}
	}
	return "", fmt.Errorf("%s has no TypeScript", of)
}

func basic(of *types.Basic) (string, error) {
	switch info := of.Info(); {
	case info&types.IsString != 0:
		return "string", nil
	case info&types.IsBoolean != 0:
		return "boolean", nil
	case info&(types.IsInteger|types.IsFloat) != 0:
		return "number", nil
	}
	return "", fmt.Errorf("%s has no TypeScript", of)
}

func (m *models) named(in string, of *types.Named) (string, error) {
	object := of.Obj()
	home := object.Pkg().Name()
	if text, ok := written[home+"."+object.Name()]; ok && object.Pkg().Path() == home {
		return text, nil // of the standard library
	}
	if _, ok := m.packages[home][object.Name()]; !ok {
		m.declare(home, object.Name(), "")
		text, err := m.declaration(home, of.Origin())
		if err != nil {
			return "", fmt.Errorf("%s.%s: %w", home, object.Name(), err)
		}
		m.declare(home, object.Name(), text)
	}
	name := object.Name()
	if home != in {
		if m.imports[in] == nil {
			m.imports[in] = map[string]bool{}
		}
		m.imports[in][home] = true
		name = namespace(home) + "." + name
	}
	var arguments []string
	for argument := range of.TypeArgs().Types() {
		text, err := m.typeOf(in, argument)
		if err != nil {
			return "", err
		}
		arguments = append(arguments, text)
	}
	if len(arguments) > 0 {
		name += "<" + strings.Join(arguments, ", ") + ">"
	}
	return name, nil
}

func (m *models) declare(home, name, text string) {
	if m.packages[home] == nil {
		m.packages[home] = map[string]string{}
	}
	m.packages[home][name] = text
}

func (m *models) declaration(home string, of *types.Named) (string, error) {
	doc, err := m.doc("", of.Obj())
	if err != nil {
		return "", err
	}
	name := of.Obj().Name()
	alias := func(text string) (string, error) { return doc + "export type " + name + " = " + text + ";\n", nil }
	if text, ok := written[home+"."+name]; ok {
		return alias(text)
	}
	for method := range of.Methods() {
		if method.Name() == "MarshalJSON" || method.Name() == "MarshalText" {
			return "", errors.New("writes its own JSON; say how in written")
		}
	}
	switch under := of.Underlying().(type) {
	case *types.Struct:
		return m.object(home, doc, of, under)
	case *types.Basic:
		if values := constants(of); under.Kind() == types.String && len(values) > 0 {
			return alias(strings.Join(values, " | "))
		}
		if strings.HasSuffix(name, "ID") {
			// A string will do, but not the id of something else.
			return alias("string & { readonly of?: " + quote(name) + " }")
		}
	}
	text, err := m.typeOf(home, of.Underlying())
	if err != nil {
		return "", err
	}
	return alias(text)
}

func (m *models) object(home, doc string, of *types.Named, under *types.Struct) (string, error) {
	var parameters []string
	for parameter := range of.TypeParams().TypeParams() {
		parameters = append(parameters, parameter.Obj().Name())
	}
	name := of.Obj().Name()
	if len(parameters) > 0 {
		name += "<" + strings.Join(parameters, ", ") + ">"
	}
	fields, err := m.fields(home, under)
	return doc + "export interface " + name + " {\n" + fields + "}\n", err
}

func (m *models) fields(home string, of *types.Struct) (string, error) {
	var text strings.Builder
	for i := range of.NumFields() {
		field := of.Field(i)
		name, options, _ := strings.Cut(reflect.StructTag(of.Tag(i)).Get("json"), ",")
		if inner, ok := field.Type().Underlying().(*types.Struct); ok && field.Embedded() && name == "" {
			inside, err := m.fields(home, inner)
			if err != nil {
				return "", err
			}
			text.WriteString(inside)
			continue
		}
		if name == "-" || !field.Exported() {
			continue
		}
		if name == "" {
			name = field.Name()
		}
		line, err := m.field(home, field, name, strings.Contains(options, "omit"))
		if err != nil {
			return "", err
		}
		text.WriteString(line)
	}
	return text.String(), nil
}

func (m *models) field(home string, field *types.Var, name string, optional bool) (string, error) {
	doc, err := m.doc("  ", field)
	if err != nil {
		return "", err
	}
	of, mark := field.Type(), ""
	if optional {
		mark = "?"
		if pointer, ok := of.(*types.Pointer); ok {
			of = pointer.Elem()
		}
	}
	text, err := m.typeOf(home, of)
	return fmt.Sprintf("%s  %s%s: %s;\n", doc, name, mark, text), err
}

// constants returns the values of a type that its package names, as they stand in
// the source.
func constants(of *types.Named) []string {
	var found []*types.Const
	scope := of.Obj().Pkg().Scope()
	for _, name := range scope.Names() {
		if one, ok := scope.Lookup(name).(*types.Const); ok && types.Identical(one.Type(), of) && one.Exported() {
			found = append(found, one)
		}
	}
	slices.SortFunc(found, func(a, b *types.Const) int { return int(a.Pos() - b.Pos()) })
	var values []string
	for _, one := range found {
		if one.Val().Kind() == constant.String {
			values = append(values, quote(constant.StringVal(one.Val())))
		}
	}
	return values
}

func (m *models) doc(indent string, of types.Object) (string, error) {
	text, err := m.comments.of(of.Pos())
	if err != nil || text == "" {
		return "", err
	}
	text = strings.ReplaceAll(text, "*/", "*")
	if !strings.Contains(text, "\n") {
		return indent + "/** " + text + " */\n", nil
	}
	lines := strings.ReplaceAll(text, "\n", "\n"+indent+" * ")
	return indent + "/**\n" + indent + " * " + strings.ReplaceAll(lines, " * \n", " *\n") + "\n" + indent + " */\n", nil
}

// namespace is what a package is called in TypeScript.
func namespace(name string) string {
	if name == "export" { // a word of the language
		return "exports"
	}
	return name
}

func lower(name string) string { return strings.ToLower(name[:1]) + name[1:] }

func quote(text string) string {
	return "'" + strings.Trim(strconv.Quote(text), `"`) + "'"
}
