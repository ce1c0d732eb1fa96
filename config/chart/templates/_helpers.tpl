{{/* The name of what callers or LiteLLM reach: LiteLLM in a sidecar's pod, else the hook service. */}}
{{- define "hooks.name" -}}
{{ .Release.Name }}{{ if eq .Values.mode "sidecar" }}{{ else }}-hooks{{ end }}
{{- end }}

{{- define "hooks.labels" -}}
app.kubernetes.io/name: {{ include "hooks.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/part-of: litellm-hooks
{{- end }}

{{- define "hooks.selector" -}}
app.kubernetes.io/name: {{ include "hooks.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "hooks.image" -}}
{{ .repository }}{{ if .digest }}@{{ .digest }}{{ else }}:{{ .tag }}{{ end }}
{{- end }}

{{/* What Pod Security `restricted` asks of a container, for a user. */}}
{{- define "hooks.restricted" -}}
runAsUser: {{ . }}
runAsGroup: {{ . }}
runAsNonRoot: true
readOnlyRootFilesystem: true
allowPrivilegeEscalation: false
capabilities: { drop: [ALL] }
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{/* What cannot be right is refused, with one sentence. */}}
{{- define "hooks.refuse" -}}
{{- if gt .Values.replicas.min .Values.replicas.max }}{{ fail "replicas.min is more than replicas.max: give a range." }}{{ end }}
{{- if and (eq .Values.mode "sidecar") (eq .Values.litellm.keys "file") (gt (int .Values.replicas.max) 1) (not .Values.litellm.environment.REDIS_HOST) }}
{{- fail "litellm.keys is file, and without a Redis each LiteLLM counts the budgets of file keys by itself: set litellm.environment.REDIS_HOST, or litellm.keys to database, or replicas.min and replicas.max to 1." }}
{{- end }}
{{- range list "HOOKS_HOST" "HOOKS_PORT" "HOOKS_METRICS_PORT" "HOOKS_DATA_DIR" "HOOKS_REPLICAS" "HOOKS_EVENTS_NATS_STREAM_REPLICAS" "HOOKS_EVENTS_FILE_MAX_BYTES" "HOOKS_EVENTS_FILE_RETAIN_BYTES" }}
{{- if hasKey $.Values.hooks.environment . }}{{ fail (printf "hooks.environment.%s is what the chart itself sets: leave it out." .) }}{{ end }}
{{- end }}
{{- range list "HOOKS_URL" "PROMETHEUS_METRICS_PORT" "VIRTUAL_KEYS_FILE" }}
{{- if hasKey $.Values.litellm.environment . }}{{ fail (printf "litellm.environment.%s is what the chart itself sets: leave it out." .) }}{{ end }}
{{- end }}
{{- end }}

{{/* The hook service's container, in a pod of its own and as a sidecar. */}}
{{- define "hooks.container" -}}
{{- $port := ternary "metrics" "hooks" (eq .Values.mode "sidecar") }}
name: hooks
image: {{ include "hooks.image" .Values.hooks.image }}
imagePullPolicy: {{ .Values.hooks.image.pullPolicy }}
args:
  - node
  - --enable-source-maps
  - --max-semi-space-size=4
  - dist/hooks-server/main.js
  - --tenants
  - /etc/hooks/tenants.yaml
envFrom:
  - configMapRef: { name: {{ .Release.Name }}-hooks-environment }
env:
  - { name: KEYS_DIRECTORY, value: /run/keys }
ports:
{{- if eq .Values.mode "standalone" }}
  - { name: hooks, containerPort: 4100 }
{{- end }}
  - { name: metrics, containerPort: 4101 }
volumeMounts:
  - { name: hooks-tenants, mountPath: /etc/hooks, readOnly: true }
  - { name: hooks-keys, mountPath: /run/keys, readOnly: true }
  - { name: hooks-data, mountPath: /data }
  - { name: hooks-scratch, mountPath: /tmp }
startupProbe:
  httpGet: { path: /health/ready, port: {{ $port }} }
  periodSeconds: 2
  failureThreshold: 60
readinessProbe:
  httpGet: { path: /health/ready, port: {{ $port }} }
  periodSeconds: 5
  timeoutSeconds: 3
livenessProbe:
  httpGet: { path: /health/live, port: {{ $port }} }
  periodSeconds: 15
  timeoutSeconds: 5
  failureThreshold: 4
resources: {{ toYaml .Values.hooks.resources | nindent 2 }}
securityContext: {{ include "hooks.restricted" 10001 | nindent 2 }}
{{- end }}

{{- define "hooks.volumes" -}}
- name: hooks-tenants
  configMap: { name: {{ .Release.Name }}-hooks-tenants }
- name: hooks-keys
  secret: { secretName: {{ .Values.hooks.existingSecret }}, defaultMode: 0440 }
- name: hooks-data
  emptyDir: { sizeLimit: 1Gi }
- name: hooks-scratch
  emptyDir: { sizeLimit: 64Mi }
{{- end }}
