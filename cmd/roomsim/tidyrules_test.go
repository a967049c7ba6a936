package main_test

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// imports holds a file to the table.
func imports(s *source, bad report) {
	h := place(s.dir)
	if h == nil {
		bad(s.file.Package, "package "+s.dir+" is not in the table", "put it in, or elsewhere")
		return
	}
	for _, spec := range s.file.Imports {
		pkg := strings.Trim(spec.Path.Value, `"`)
		dir, ours := strings.CutPrefix(pkg, "roomsim/")
		switch to := place(dir); {
		case spec.Name != nil && spec.Name.Name == ".":
			bad(spec.Pos(), "dot import of "+pkg, "name the package")
		case ours && slices.Contains(h.may, dir), ours && slices.Contains(h.may, "*"):
		case ours && s.test && to != nil && (to.level <= h.level || dir == "scenarios/spec"):
		case ours:
			bad(spec.Pos(), s.dir+" imports "+dir, "data goes down the table only")
		case !strings.Contains(strings.Split(pkg, "/")[0], "."): // the standard library
		case within(pkg, h.mods), s.test && within(pkg, testLibs):
		default:
			bad(spec.Pos(), s.dir+" imports "+pkg, "the standard library, or a package of its level")
		}
	}
}

// Packages that are banned, and what to use instead.
var bannedEverywhere = map[string]string{
	"os/exec":                   "nothing here starts a program",
	"net":                       "nothing here reaches out",
	"unsafe":                    "safe Go",
	"plugin":                    "a package",
	"gonum.org/v1/plot":         "its vg: it parses fonts at each start",
	"gonum.org/v1/plot/plotter": "its vg: it pulls in gonum.org/v1/plot",
	"gonum.org/v1/plot/text":    "its vg: it reads TeX and fonts at each start",
	"gonum.org/v1/plot/vg/draw": "its vg: it pulls in gonum.org/v1/plot/text",
}

var bannedInCore = map[string]string{
	"math/rand":    "sim.Stream",
	"math/rand/v2": "sim.Stream",
	"crypto/rand":  "sim.Stream",
}

func bannedImports(s *source, bad report) {
	if s.test {
		return
	}
	for _, spec := range s.file.Imports {
		pkg := strings.Trim(spec.Path.Value, `"`)
		if instead, ok := bannedEverywhere[pkg]; ok {
			bad(spec.Pos(), "import of "+pkg, instead)
		}
		if strings.HasPrefix(pkg, "gonum.org/v1/plot/vg/vg") {
			bad(spec.Pos(), "import of "+pkg, bannedEverywhere["gonum.org/v1/plot/vg/draw"])
		}
		if strings.HasPrefix(pkg, "net/") && pkg != "net/url" {
			bad(spec.Pos(), "import of "+pkg, bannedEverywhere["net"])
		}
		if instead, ok := bannedInCore[pkg]; ok && s.core() {
			bad(spec.Pos(), "import of "+pkg, instead)
		}
	}
}

// wallClock are the functions of package time that look at the clock.
var wallClock = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTimer",
	"NewTicker"}

// mapIterators of package maps give a map's random order, unless sorted at once.
var mapIterators = []string{"All", "Keys", "Values"}

func bannedCalls(s *source, bad report) {
	if !s.core() {
		return
	}
	sorted := map[ast.Node]bool{}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) > 0 {
			if pkg, name := s.selector(call.Fun); pkg == "slices" && strings.HasPrefix(name, "Sorted") {
				if inner, ok := call.Args[0].(*ast.CallExpr); ok {
					sorted[inner.Fun] = true
				}
			}
		}
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		switch pkg, name := s.selector(e); {
		case pkg == "time" && slices.Contains(wallClock, name):
			bad(e.Pos(), "time."+name, "the agenda's time")
		case pkg == "maps" && slices.Contains(mapIterators, name) && !sorted[e]:
			bad(e.Pos(), "maps."+name, "slices.Sorted around it, or a slice")
		}
		return true
	})
}

// selector splits pkg.Name into an imported package's path and a name.
func (s *source) selector(e ast.Expr) (pkg, name string) {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok {
		return "", ""
	}
	for _, spec := range s.file.Imports {
		p := strings.Trim(spec.Path.Value, `"`)
		local := path.Base(p)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == id.Name {
			return p, sel.Sel.Name
		}
	}
	return "", ""
}

func bannedSyntax(s *source, bad report) {
	if !s.core() {
		return
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			if s.dir != "sim/replicate" {
				bad(n.Pos(), "go statement", "sim/replicate, or one thing after the other")
			}
		case *ast.SelectStmt:
			bad(n.Pos(), "select", "results by index: select picks by luck")
		}
		return true
	})
}

func mapOrder(s *source, bad report) {
	if !s.core() || s.info == nil {
		return
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if loop, ok := n.(*ast.RangeStmt); ok {
			if t := s.info.TypeOf(loop.X); t != nil && isMap(t) {
				bad(loop.Pos(), "range over a map", "a slice, or sorted keys")
			}
		}
		return true
	})
}

func isMap(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

// floats finds values that are computed by the processor's floating point. Constants are exact.
func floats(s *source, bad report) {
	if !s.core() || s.info == nil {
		return
	}
	allowed := slices.Contains(floatFiles, s.path)
	ast.Inspect(s.file, func(n ast.Node) bool {
		e, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		tv := s.info.Types[e]
		if id, ok := e.(*ast.Ident); ok && tv.Type == nil {
			if v, ok := s.info.ObjectOf(id).(*types.Var); ok {
				tv.Type = v.Type()
			}
		}
		if tv.Type == nil || tv.Value != nil {
			return true
		}
		if pkg, name := s.selector(e); pkg == "math" && !allowed {
			bad(e.Pos(), "math."+name, "integers: nanoseconds, sim.Ratio")
		} else if pkg == "math" && !slices.Contains(exactMath, name) {
			bad(e.Pos(), "math."+name, strings.Join(exactMath, ", ")+", or sim.Exp, sim.Log, sim.Phi")
		}
		b, ok := tv.Type.Underlying().(*types.Basic)
		switch {
		case !ok || b.Info()&(types.IsFloat|types.IsComplex) == 0:
		case !allowed:
			bad(e.Pos(), b.Name(), "integers: nanoseconds, sim.Ratio")
		case b.Kind() != types.Float64 && b.Kind() != types.UntypedFloat:
			bad(e.Pos(), b.Name(), "float64")
		}
		return true
	})
}

// changingVariables finds package variables that change after init.
func changingVariables(s *source, bad report) {
	if s.test || s.info == nil {
		return
	}
	check := func(e ast.Expr) {
		if v := s.rootVariable(e); v != nil {
			bad(e.Pos(), "package variable "+v.Name()+" changes", "a field, or an argument")
		}
	}
	for _, decl := range s.file.Decls {
		f, ok := decl.(*ast.FuncDecl)
		if !ok || f.Name.Name == "init" && f.Recv == nil {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, e := range n.Lhs {
					check(e)
				}
			case *ast.IncDecStmt:
				check(n.X)
			case *ast.RangeStmt:
				check(n.Key)
				check(n.Value)
			}
			return true
		})
	}
}

// rootVariable finds the package variable that x, x.f, x[i] or *x stand for.
func (s *source) rootVariable(e ast.Expr) *types.Var {
	for {
		switch x := e.(type) {
		case *ast.SelectorExpr:
			if v, ok := s.info.ObjectOf(x.Sel).(*types.Var); ok && !v.IsField() {
				return v // pkg.Name
			}
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		case *ast.Ident:
			v, ok := s.info.ObjectOf(x).(*types.Var)
			if ok && v.Pkg() != nil && v.Parent() == v.Pkg().Scope() {
				return v
			}
			return nil
		default:
			return nil
		}
	}
}

func longFunctions(s *source, bad report) {
	limit := maxFunc
	if s.test {
		limit = maxTestFunc
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncDecl); ok {
			if lines := s.line(f.End()) - s.line(f.Pos()) + 1; lines > limit {
				bad(f.Pos(), fmt.Sprintf("func %s has %d lines", f.Name.Name, lines),
					fmt.Sprintf("at most %d: arithmetic down, branches up", limit))
			}
		}
		return true
	})
}

func (s *source) line(p token.Pos) int { return s.set.Position(p).Line }

func longFile(s *source, bad report) {
	limit := maxFile
	if s.test {
		limit = maxTestFile
	}
	if lines := strings.Count(s.text, "\n"); lines > limit {
		bad(s.file.Package, fmt.Sprintf("%d lines", lines), fmt.Sprintf("at most %d in a file", limit))
	}
}

// longLines spares the insides of raw strings.
func longLines(s *source, bad report) {
	raw := map[int]bool{}
	ast.Inspect(s.file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && lit.Value[0] == '`' {
			for l := s.line(lit.Pos()); l < s.line(lit.End()); l++ {
				raw[l], raw[l+1] = true, true
			}
		}
		return true
	})
	file := s.set.File(s.file.Pos())
	for i, l := range strings.Split(s.text, "\n") {
		if n := utf8.RuneCountInString(l); n > maxColumns && !raw[i+1] {
			bad(file.LineStart(i+1), fmt.Sprintf("%d columns", n), fmt.Sprintf("at most %d", maxColumns))
		}
	}
}

// docComments wants a comment at each exported name; for a group of constants one is enough.
func docComments(s *source, bad report) {
	if s.test {
		return
	}
	missing := func(id *ast.Ident, docs ...*ast.CommentGroup) {
		documented := slices.ContainsFunc(docs, func(d *ast.CommentGroup) bool { return d != nil })
		if id.IsExported() && !documented {
			bad(id.Pos(), id.Name+" has no doc comment", "say what it is")
		}
	}
	for _, decl := range s.file.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || receiver(d).IsExported() {
				missing(d.Name, d.Doc)
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					missing(spec.Name, spec.Doc, d.Doc)
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						missing(id, spec.Doc, spec.Comment, d.Doc)
					}
				}
			}
		}
	}
}

// receiver names the type of a method.
func receiver(f *ast.FuncDecl) *ast.Ident {
	e := f.Recv.List[0].Type
	for {
		switch x := e.(type) {
		case *ast.StarExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.IndexListExpr:
			e = x.X
		case *ast.Ident:
			return x
		default:
			return ast.NewIdent("_")
		}
	}
}

var promise = regexp.MustCompile(`\b(TODO|FIXME|XXX)\b`)

func promises(s *source, bad report) {
	for _, group := range s.file.Comments {
		for _, c := range group.List {
			if word := promise.FindString(c.Text); word != "" {
				bad(c.Pos(), word, "do it, or leave it out")
			}
		}
	}
}
