package ingest

import (
	"strings"

	"github.com/afterword-app/afterword/backend/retro"
)

// labels are the short names of formats as people write them, where that is not the
// name with a capital.
var labels = map[string]string{
	"apt": "APT", "auditd": "Linux audit", "aws_elb": "AWS load balancer", "aws_lambda": "AWS Lambda", "bgl": "Blue Gene",
	"cef": "CEF", "ci_sections": "GitLab job", "cmtrace": "CMTrace", "cri": "CRI", "csv": "CSV", "ctime": "Weekday and time",
	"dmesg": "dmesg", "docker_json": "Docker", "epoch": "Seconds since 1970", "fluent_bit": "Fluent Bit", "generic": "Log",
	"git_log": "git log", "github_actions": "GitHub Actions", "hdfs": "HDFS", "irc": "IRC", "iso": "ISO 8601 log",
	"java_logging": "java.util.logging", "journald_export": "systemd journal", "json_document": "JSON document",
	"json_lines": "JSON lines", "klog": "klog", "local_date": "Day, month, year", "logcat": "logcat", "logfmt": "logfmt",
	"mysql": "MySQL", "nginx_access": "Access log", "nginx_error": "nginx error log", "ossec": "OSSEC", "php": "PHP",
	"postgres": "PostgreSQL", "postgres_csv": "PostgreSQL CSV", "powershell": "PowerShell", "setupapi": "SetupAPI",
	"slack_export": "Slack export", "syslog_rfc3164": "Syslog", "syslog_rfc5424": "Syslog", "tai64n": "multilog",
	"text": "Plain text", "time_only": "Time of day", "w3c": "W3C log", "weblogic": "WebLogic", "whatsapp": "WhatsApp",
	"windows_cbs": "Windows servicing", "windows_event": "Windows events", "xml": "XML", "yaml": "YAML",
}

// Label is a format's short name as people write it: "Log4j", "CSV".
func Label(name string) string {
	if label, ok := labels[name]; ok {
		return label
	}
	return retro.Capital(strings.ReplaceAll(name, "_", " "))
}
