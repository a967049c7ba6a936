package spec

import (
	"gopkg.in/yaml.v3"

	"roomsim/model"
	"roomsim/model/timeline"
)

// scenario is a scenario file being read.
type scenario struct {
	d   *decoder
	rep *report
	opt Options
	out *Scenario
	top *form

	config                *model.Config
	clients, users, rooms directory
	lame                  bool // something is wrong with a client
	labels                timeline.Labels
	actions               []*action
	marks                 []mark
	markOf                map[string]int // index in marks, by name
	markNames             []string       // for messages
	claimIDs              map[string]*yaml.Node
	chances               int            // claims over many runs
	phases                int            // of weather, in all
	spells                map[string]int // link actions with phases, by their link
}

// parse reads a scenario; problems of other files may have been reported before.
func parse(rep *report, file string, text []byte, beside *folder, opt Options) (*Scenario, error) {
	rep.opened(file)
	src := &source{file: file, text: string(text), rep: rep}
	s := &scenario{d: &decoder{src: src, rep: rep, folder: beside, weathers: map[string]*Weather{}},
		rep: rep, opt: opt, out: &Scenario{File: file, Text: text, beside: beside},
		markOf: map[string]int{}, spells: map[string]int{},
		clients: newDirectory(), users: newDirectory(), rooms: newDirectory()}
	s.config = &s.out.Config
	if top := src.read(); top != nil {
		s.read(top)
	}
	if err := rep.failed(); err != nil {
		return nil, err
	}
	s.out.Warnings, s.out.Inputs = rep.warnings(), beside.inputs()
	return s.out, nil
}

// read reads the whole file. Each part reports its own problems and leaves the next ones readable.
func (s *scenario) read(top *yaml.Node) {
	if top.Kind != yaml.MappingNode {
		s.d.wrong(top, "a scenario is a mapping, this is "+kindOf(top), firstLine)
		return
	}
	if !s.d.version(top) || s.d.mistaken(top, "scenario") {
		return
	}
	s.top = s.d.form(top, levelScenario)
	s.head()
	s.timing()
	s.readClients(s.top.get("clients"))
	s.links(s.top.get("links"))
	s.readScript(s.top.get("script"))
	s.declareMarks(s.top.get("marks"))
	s.deal()
	s.config.Cast = &timeline.Cast{Clients: s.clients.names, Users: s.users.names,
		Rooms: s.rooms.names, Labels: s.labels}
	for _, n := range s.config.Settings.Notices {
		s.config.Cast.Notices.Add(n.Name, 0)
	}
	s.anchor()
	s.readMarks()
	s.cycles()
	s.effects()
	s.enterScript()
	s.readClaims(s.top.get("claims"))
}

// list returns the items of a list that may be missing; what is none is reported.
func (s *scenario) list(n *yaml.Node, key, example string) []*yaml.Node {
	switch {
	case n == nil:
		return nil
	case n.Kind != yaml.SequenceNode:
		s.d.expected(n, key, "a list such as ["+example+"]")
		return nil
	}
	return n.Content
}
