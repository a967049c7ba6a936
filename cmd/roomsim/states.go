package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"roomsim/model"
)

// drawing is a state machine that can be drawn.
type drawing interface {
	WriteText(io.Writer) error
	WriteMarkdown(io.Writer) error
	WriteMermaid(io.Writer) error
	WriteDOT(io.Writer) error
}

// newStates prints the state machines.
func newStates(t *tool) *cobra.Command {
	var out, format once
	cmd := &cobra.Command{
		Use:   "states [client|server]",
		Short: "Print the state machines that decide everything",
		Long: `Print the two state machines: of a client in a room, and of a seat as the server keeps
it. The tables are the program's own: what they say is what it does.`,
		Example: `  roomsim states
  roomsim states client --format mermaid
  roomsim states server --format dot | dot -Tsvg > server.svg`,
		Args:              wants(0, 1, "client or server"),
		ValidArgsFunction: first(func() []string { return machineNames }),
		RunE: func(_ *cobra.Command, args []string) error {
			list, err := machines(args)
			if err != nil {
				return err
			}
			return t.put(out.value, nil, func(w io.Writer, p paint) error {
				return writeMachines(w, p, list, format.value)
			})
		},
	}
	addFormat(cmd, &format, "text", "markdown", "mermaid", "dot")
	addOutput(cmd, &out)
	return cmd
}

// machineNames are the words that states takes.
var machineNames = []string{"client", "server"}

// machine is a drawing with a heading.
type machine struct {
	title string
	drawing
}

// machineTables are the tables of client and server, checked.
func machineTables() (*model.ClientTable, *model.SeatTable, error) {
	client, err := model.NewClientTable(model.ClientRows())
	if err != nil {
		return nil, nil, err
	}
	seat, err := model.NewSeatTable(model.SeatRows())
	return client, seat, err
}

// machines returns those that the words choose, both without words.
func machines(words []string) ([]machine, error) {
	client, seat, err := machineTables()
	if err != nil {
		return nil, err
	}
	both := []machine{{"A client in a room", client}, {"A user's seat in a room, on the server", seat}}
	switch {
	case len(words) == 0:
		return both, nil
	case words[0] == machineNames[0]:
		return both[:1], nil
	case words[0] == machineNames[1]:
		return both[1:], nil
	}
	return nil, wrongUsage("no machine %q; expected client or server%s", words[0],
		near(words[0], machineNames))
}

func writeMachines(w io.Writer, p paint, list []machine, format string) error {
	for i, m := range list {
		if i > 0 {
			fmt.Fprintln(w)
		}
		if err := writeMachine(w, p, m, format); err != nil {
			return err
		}
	}
	return nil
}

func writeMachine(w io.Writer, p paint, m machine, format string) error {
	switch format {
	case "markdown":
		fmt.Fprintf(w, "### %s\n\n", m.title)
		return m.WriteMarkdown(w)
	case "mermaid":
		fmt.Fprintf(w, "%%%% %s\n", m.title)
		return m.WriteMermaid(w)
	case "dot":
		fmt.Fprintf(w, "// %s\n", m.title)
		return m.WriteDOT(w)
	}
	fmt.Fprintf(w, "%s\n\n", p.of(bold, m.title))
	return m.WriteText(w)
}
