package main

import (
	"io"

	"github.com/spf13/cobra"
)

// newHelp explains a command.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Explain a command",
		Long: `Explain a command: what it does, its flags and examples. roomsim COMMAND --help says the
same.`,
		Example: `  roomsim help run
  roomsim help check`,
		Args: wants(0, 1, "one command"),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, typed string) (
			[]string, cobra.ShellCompDirective) {
			return first(func() []string { return commandNames(cmd.Root()) })(cmd, args, typed)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Root().Help()
			}
			found, _, err := cmd.Root().Find(args)
			if err != nil || found == cmd.Root() {
				return unknownCommand(cmd.Root(), args)
			}
			return found.Help()
		},
	}
}

// commandNames lists the commands that are not hidden.
func commandNames(root *cobra.Command) []string {
	var names []string
	for _, c := range root.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return names
}

// newCompletion prints the script that teaches a shell to complete the command line.
func newCompletion(t *tool) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion bash|zsh|fish|powershell",
		Short: "Print the script that lets a shell complete commands",
		Long: `Print a script for a shell. With it the shell completes commands, flags, names of
scenarios and profiles, formats, and the settings that --set takes.`,
		Example: `  source <(roomsim completion bash)
  roomsim completion zsh > "${fpath[1]}/_roomsim"
  roomsim completion fish > ~/.config/fish/completions/roomsim.fish
  roomsim completion powershell | Out-String | Invoke-Expression`,
		Args:              wants(1, 1, "the name of a shell: "+listed(shells, "or")),
		ValidArgsFunction: first(func() []string { return shells }),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf(shells...)(args[0]); err != nil {
				return wrongUsage("shell %s", err)
			}
			return t.put("", nil, func(w io.Writer, _ paint) error {
				return script(cmd.Root(), w, args[0])
			})
		},
	}
}

// script writes the script for a shell.
func script(root *cobra.Command, w io.Writer, shell string) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(w, true)
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	}
	return root.GenPowerShellCompletionWithDesc(w)
}
