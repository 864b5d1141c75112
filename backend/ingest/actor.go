package ingest

import (
	"context"
	"fmt"
	"io"
	"math"
	"runtime"
	"strings"
	"sync"

	"github.com/afterword-app/afterword/backend/retro"
)

// IsOf reports whether an entry is of an actor, in any case of its name.
func (ix *Index) IsOf(i int, actor string, raw []byte) bool {
	if ix.actors != nil && ix.Entries[i].isSaid() {
		return strings.EqualFold(ix.names[ix.actors[i]], actor)
	}
	return strings.EqualFold(ix.actor(i, raw), actor)
}

// KnowsActors reports whether the index itself holds who each entry is of, as that of a
// conversation does.
func (ix *Index) KnowsActors() bool { return ix.actors != nil }

// actor returns who an entry is of, "" where it does not say.
func (ix *Index) actor(i int, raw []byte) string {
	d := ix.describe(i, raw, "")
	ix.findActor(i, &d)
	return d.Actor
}

// findActor finds who an entry is of that has not been found yet: among its fields, and in the
// head of the line of a program.
func (ix *Index) findActor(i int, d *Description) {
	if ix.IsBeside(i) && i < len(ix.actors) {
		d.Actor = text(ix.names[ix.actors[i]])
		return // Found when the log beside a conversation was read.
	}
	said := ix.actors != nil && ix.Entries[i].isSaid()
	if d.Actor == "" {
		d.Actor = actorOf(d.Fields)
	}
	if d.Actor == "" && ix.plan.speaker != nil && ix.plan.speaker.Format == formats[speakerFormat(ix.Entries[i])].name {
		d.Actor = ix.plan.speaker.in(d)
	}
	if d.Actor == "" && d.Level != retro.LevelNone && ix.plan.document == depthNone && !said {
		d.Actor = speakerOf(d.Text)
	}
	if d.Actor == "" && d.Level == retro.LevelNone && ix.plan.document == depthNone && !said {
		d.Actor = bracketedSpeaker(d.Text)
	}
	if d.Actor == "" && len(d.Fields) == 0 && ix.plan.document == depthNone && !said {
		d.Actor = pairedActor(d.Text)
	}
}

// bracketedSpeaker finds who speaks in the brackets with which a message without a level begins:
// "[ALPM] upgraded linux (1 -> 2)".
func bracketedSpeaker(message string) string {
	rest, opens := strings.CutPrefix(message, "[")
	inside, _, closes := strings.Cut(rest, "] ")
	if opens && closes && isPart(inside) && !isThreadName(inside) && !strings.HasSuffix(strings.ToLower(inside), "ed") {
		return inside
	}
	return ""
}

// pairedActor finds a service among the pairs of a message: "failed app=cart", "Synced   peers: 77,
// service: slot_notifier".
func pairedActor(message string) string {
	for at := 0; at < len(message); {
		sign := strings.IndexAny(message[at:], "=:")
		if sign < 0 {
			return ""
		}
		sign += at
		start := sign
		for start > at && isKeyByte(message[start-1]) {
			start--
		}
		at = sign + 1
		value := message[at:]
		if message[sign] == ':' {
			if before := message[:start]; !strings.HasSuffix(before, ", ") && !strings.HasSuffix(before, "  ") {
				continue // A word of a sentence.
			}
			value, _, _ = strings.Cut(strings.TrimPrefix(value, " "), ",")
		}
		switch message[start:sign] {
		case "service", "app", "component", "logger", "module":
			if value, found := pairValue([]byte(value)); found && isPart(value) {
				return value
			}
		}
	}
	return ""
}

// actorOf finds among fields the one that names who speaks: the service rather than the
// machine that it runs on; of what has neither a level nor a service, the person.
func actorOf(fields []Field) string {
	services, people := math.MaxInt, math.MaxInt
	service, person := "", ""
	for _, f := range fields {
		if len(f.Value) < 2 || len(f.Value) > 80 || isCode(f.Value) || f.Value[0] == '{' || f.Value[0] == '[' || f.Value == "null" {
			continue
		}
		of := standingOf(f.Name)
		if of.service > 0 && of.service < services && f.Value[0] != '/' {
			services, service = of.service, f.Value
		}
		if of.person > 0 && of.person < people && !strings.ContainsAny(f.Value, "/:=") {
			people, person = of.person, withoutAddress(f.Value)
		}
	}
	if service != "" {
		return service
	}
	return person
}

// withoutAddress leaves out the address behind a name: "Dana Kim <dana@example.com>".
func withoutAddress(name string) string {
	if before, rest, found := strings.Cut(name, " <"); found && before != "" && strings.HasSuffix(rest, ">") {
		return before
	}
	return name
}

// standing is how early among the names of services and of people a field stands, from 1 on; 0
// where it is none.
type standing struct{ service, person int }

// standingOf looks a name up as it is, and then in lower case without what parts its words.
func standingOf(name string) standing {
	if of, ok := standings[name]; ok || len(name) > 48 {
		return of
	}
	if of, ok := standings[plainName.Replace(strings.ToLower(name))]; ok {
		return of
	}
	if at := strings.LastIndexByte(name, '.'); at > 0 && isNameOfOne(name[at+1:]) {
		of := standings[plainName.Replace(strings.ToLower(name[:at]))]
		of.service = 0 // "creator.username" is of somebody, "service.name" is known as it is.
		return of
	}
	return standing{}
}

// isNameOfOne reports whether a member of an object is what somebody is called.
func isNameOfOne(name string) bool {
	switch strings.ToLower(name) {
	case "name", "username", "displayname", "display_name", "fullname", "full_name", "login", "email", "nickname":
		return true
	}
	return false
}

// plainName takes out what parts the words of names.
var plainName = strings.NewReplacer("_", "", "-", "", " ", "")

// serviceFields are the names that fields of services and machines have. They never change.
var serviceFields = []string{
	"source", "quelle", "origine", "origen", "fonte", "origem", "bron", "źródło", "источник", "来源", "ソース", "원본", "service", "service.name", "service.summary", "incident.service.summary", "labels.service", "labels.job", "serviceName", "svc", "app", "application", "app.name", "appname", "program",
	"resource.service.name", "kubernetes.labels.app", "kubernetes.pod_name", "kubernetes.pod.name", "pod", "podname",
	"kubernetes.container_name", "container", "container_name", "resource.labels.container_name", "resource.labels.service_name", "resource.labels.function_name", "k8s.container.name", "k8s.pod.name", "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "component", "rolename", "cloud_RoleName", "AppRoleName", "logStreamName", "@logStream",
	"controller", "subsys", "subsystem", "subsystem_name", "logger", "logger_name", "log.logger", "SourceContext", "hostname", "host", "host.name", "_HOSTNAME", "server", "instance", "Computer", "machinename", "machine", "node", "SourceIdentifier", "devname", "device", "device_name", "dvc", "dvchost", "observer.name",
	"prefix", "comm", "N", "mod", "module", "category", "project.name", "project.slug", "project", "c",
}

// personFields are those of people. They never change.
//
//nolint:misspell // Some are not English.
var personFields = []string{
	"user.real_name", "user.displayName", "user.display_name", "from.user.displayName", "from.displayName", "creator.name", "memberCreator.fullName", "author.name", "author.displayName",
	"sender_name", "sender_full_name", "author.nickname", "author.login", "author.username", "sender.name", "sender.displayName", "sender.login", "created_by.name", "createdby.displayname", "updated_by.name", "agent.summary", "agent.name", "user.name", "user.login", "actor.displayName", "actor.login", "actor.name", "actor_details.name", "actorDetails.name",
	"post.user", "post.username", "u.name", "u.username", "from", "author", "committer", "creator", "sender", "username", "user", "actor", "nick", "nickname", "by", "person", "who", "owner", "wer", "qui", "quien", "quién", "chi", "quem", "кто", "kto", "kdo", "担当", "担当者", "caller", "initiatedby", "eventinitiatedby", "reporter", "fields.reporter.displayName", "callerid", "performedby", "createdby", "updatedby",
	"auteur", "autor", "autore", "forfatter", "författare", "автор", "作者", "投稿者", "작성자", "人员", "责任人", "담당자", "担当者名", "gebruiker", "benutzer", "utilisateur", "usuario", "utente", "пользователь", "用户", "ユーザー", "사용자",
	"actor.user.name", "actor.email", "user.username", "user.email", "userid", "user_id", "email", "userprincipalname", "actor.user.email",
	"userIdentity.userName", "userIdentity.arn", "principalEmail", "protoPayload.authenticationInfo.principalEmail", "event.user", "event.sender",
}

// standings numbers the names of both, in both ways in which they are looked up. It never changes.
var standings = func() map[string]standing {
	all := map[string]standing{}
	note := func(names []string, rank func(*standing) *int) {
		for i, name := range names {
			for _, form := range []string{name, plainName.Replace(strings.ToLower(name))} {
				of := all[form]
				if at := rank(&of); *at == 0 {
					*at = i + 1
				}
				all[form] = of
			}
		}
	}
	note(serviceFields, func(of *standing) *int { return &of.service })
	note(personFields, func(of *standing) *int { return &of.person })
	return all
}()

// blockSize is how much is read at once while actors are counted.
const blockSize = 1 << 20

// Actors counts the entries of each actor of a source; those that name none are
// left out. It reads every entry again. The error is that of src or ctx.
func (ix *Index) Actors(ctx context.Context, src io.ReaderAt) (map[string]int, error) {
	counts := map[string]int{}
	if ix.actors != nil {
		for _, number := range ix.actors {
			if name := ix.names[number]; name != "" {
				counts[name]++
			}
		}
		return counts, nil
	}
	workers := max(1, min(runtime.GOMAXPROCS(0), maxWorkers, int(ix.Bytes/(2*blockSize))))
	parts, failures := make([]map[string]int, workers), make([]error, workers)
	var group sync.WaitGroup
	for worker := range workers {
		group.Go(func() {
			n := len(ix.Entries)
			parts[worker], failures[worker] = ix.actorsOf(ctx, src, n*worker/workers, n*(worker+1)/workers)
		})
	}
	group.Wait()
	for worker, part := range parts {
		if failures[worker] != nil {
			return nil, failures[worker]
		}
		for name, n := range part {
			counts[name] += n
		}
	}
	return counts, nil
}

// actorsOf counts those of the entries from one number up to another.
func (ix *Index) actorsOf(ctx context.Context, src io.ReaderAt, from, to int) (map[string]int, error) {
	counts := map[string]int{}
	var buffer []byte
	for i := from; i < to; {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("count actors: %w", err)
		}
		first, start := i, ix.Entries[i].Offset
		length := min(ix.LengthOf(i), blockSize)
		for i++; i < to && ix.Entries[i].Offset+ix.LengthOf(i)-start <= blockSize; i++ {
			length = ix.Entries[i].Offset + ix.LengthOf(i) - start
		}
		if cap(buffer) < int(length) {
			buffer = make([]byte, max(length, blockSize))
		}
		block, err := ix.ReadBlock(src, buffer[:length], start)
		if err != nil {
			return nil, err
		}
		for entry := first; entry < i; entry++ {
			if actor := ix.actor(entry, ix.Cut(entry, first, block)); actor != "" {
				counts[actor]++
			}
		}
	}
	return counts, nil
}

// ActorOf returns who an entry is of, as Describe does, "" where it does not say.
func (ix *Index) ActorOf(i int, raw []byte) string {
	if ix.actors != nil {
		return ix.names[ix.actors[i]]
	}
	return ix.actor(i, raw)
}
