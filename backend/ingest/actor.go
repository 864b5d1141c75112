package ingest

import "strings"

// isOf reports whether an entry is of an actor, in any case of its name.
func (ix *Index) isOf(i int, actor string, raw []byte) bool {
	if ix.actors != nil {
		return strings.EqualFold(ix.names[ix.actors[i]], actor)
	}
	return strings.EqualFold(ix.Describe(i, raw).Actor, actor)
}

// actorOf finds among fields the one that names who speaks: the service rather
// than the machine that it runs on.
func actorOf(fields []Field) string {
	best, actor := len(actorFields), ""
	for _, f := range fields {
		if rank, ok := actorFields[f.Name]; ok && rank < best && f.Value != "" && len(f.Value) <= 80 {
			best, actor = rank, f.Value
		}
	}
	return actor
}

// actorFields ranks the names that fields of actors have. It never changes.
var actorFields = func() map[string]int {
	ranks := map[string]int{}
	for rank, name := range []string{
		"source", "service", "service.name", "serviceName", "service_name", "svc", "app", "application", "app.name",
		"resource.service.name", "kubernetes.labels.app", "kubernetes.pod_name", "kubernetes.pod.name", "pod",
		"kubernetes.container_name", "container", "container_name", "SYSLOG_IDENTIFIER", "_SYSTEMD_UNIT", "component",
		"hostname", "host", "host.name", "_HOSTNAME", "server", "instance", "Computer",
	} {
		ranks[name] = rank
	}
	return ranks
}()
