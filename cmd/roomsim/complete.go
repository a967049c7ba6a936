package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"roomsim/model"
	"roomsim/model/timeline"
	"roomsim/scenarios"
	"roomsim/scenarios/spec"
)

// completer is what cobra asks for the words of a command.
type completer = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// complete lets a shell complete the values of a flag.
func complete(cmd *cobra.Command, flag string, words []string) {
	completeWith(cmd, flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

func completeWith(cmd *cobra.Command, flag string, words completer) {
	if err := cmd.RegisterFlagCompletionFunc(flag, words); err != nil {
		panic("roomsim: " + err.Error())
	}
}

// first completes the first word only.
func first(words func() []string) completer {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return words(), cobra.ShellCompDirectiveNoFileComp
	}
}

// scenariosAndFiles completes scenarios: names of built-in ones, and files.
func scenariosAndFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return scenarioNames(), cobra.ShellCompDirectiveDefault
}

// profilesAndFiles completes profiles: names of built-in ones, and files.
func profilesAndFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return profileNames(), cobra.ShellCompDirectiveDefault
}

// ofScenario completes names of the first word's scenario, also behind commas. Of a crowd
// they are its own and that of its first member.
func ofScenario(names func(*model.Config) *timeline.Names) completer {
	return func(_ *cobra.Command, args []string, typed string) (list []string,
		_ cobra.ShellCompDirective) {
		if len(args) == 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		s, err := spec.Load(args[0], new(options).spec())
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		before := typed[:strings.LastIndexByte(typed, ',')+1]
		add := func(name string) {
			if !slices.Contains(strings.Split(before, ","), name) {
				list = append(list, before+name)
			}
		}
		names(&s.Config).Groups(func(name string, _ timeline.Span, crowd bool) bool {
			add(name)
			if crowd {
				add(name + "-1")
			}
			return true
		})
		return list, cobra.ShellCompDirectiveNoFileComp
	}
}

func clientNames(c *model.Config) *timeline.Names { return &c.Cast.Clients }
func userNames(c *model.Config) *timeline.Names   { return &c.Cast.Users }
func roomNames(c *model.Config) *timeline.Names   { return &c.Cast.Rooms }

// timelineFiles completes files that hold a timeline.
func timelineFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"jsonl"}, cobra.ShellCompDirectiveFilterFileExt
}

// scenarioNames lists the built-in scenarios with their titles.
func scenarioNames() []string { return described(scenarios.Names(), scenarioTitle) }

// weatherNames lists the built-in weather with its titles.
func weatherNames() []string { return described(scenarios.Weathers(), weatherTitle) }

// profileNames lists the built-in profiles with their titles.
func profileNames() []string { return described(scenarios.Profiles(), profileTitle) }

func described(names []string, title func(name string) string) []string {
	list := make([]string, 0, len(names))
	for _, name := range names {
		list = append(list, cobra.CompletionWithDesc(name, title(name)))
	}
	return list
}

// settingKeys completes --set: a key and the equals sign, then the words that a setting may have.
func settingKeys(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
	if key, _, ok := strings.Cut(typed, "="); ok {
		return settingWords(key), cobra.ShellCompDirectiveNoFileComp
	}
	var list []string
	for _, s := range model.SettingList() {
		if strings.HasPrefix(s.Name, typed) {
			list = append(list, cobra.CompletionWithDesc(s.Name+"=", s.Meaning))
		}
	}
	return list, cobra.ShellCompDirectiveNoSpace | cobra.ShellCompDirectiveNoFileComp
}

// settingWords completes the value of a setting: its words, and the default as an example.
func settingWords(key string) []string {
	s, ok := model.FindSetting(key)
	if !ok {
		return nil
	}
	var list []string
	for _, word := range append(s.Words, s.Default) {
		if full := key + "=" + word; !slices.Contains(list, full) {
			list = append(list, full)
		}
	}
	return list
}
