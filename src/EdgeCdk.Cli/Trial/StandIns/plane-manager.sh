# Acts as Plane Manager does, with its role, in its subnets. Each answer is a line "edge-trial <what> <answer>" in its log.
files=${TMPDIR:-/tmp}
say() { echo "edge-trial $1 $2"; }
try() { what=$1; shift; if answer=$("$@" 2>&1); then say "$what" "ok"; else say "$what" "$(echo "$answer" | tr '\n' ' ')"; false; fi; }

say address "$(getent hosts "sqs.$EDGE_REGION.amazonaws.com" | cut -d' ' -f1 | tr '\n' ' ')"

try access aws sts assume-role --role-arn "$EDGE_ACCESS_ROLE_ARN" --role-session-name edge-trial

as_result_role() (
  set -e
  keys=$(aws sts assume-role --role-arn "$RESULT_ROLE_ARN" --role-session-name edge-trial --output text \
    --query 'Credentials.[AccessKeyId,SecretAccessKey,SessionToken]')
  set -- $keys
  export AWS_ACCESS_KEY_ID="$1" AWS_SECRET_ACCESS_KEY="$2" AWS_SESSION_TOKEN="$3"
  echo edge-trial > "$files/edge-trial"
  aws s3api put-object --bucket "$RESULT_BUCKET" --key edge-trial --body "$files/edge-trial" --region "$RESULT_BUCKET_REGION"
)
try result as_result_role

task=$(aws ecs run-task --region "$EDGE_REGION" --cluster "$JOB_CLUSTER_ARN" --task-definition "$JOB_TASK_DEFINITION_DQC" \
  --launch-type FARGATE --query 'tasks[0].taskArn' --output text \
  --network-configuration "awsvpcConfiguration={subnets=[$JOB_SUBNET_IDS],securityGroups=[$JOB_SECURITY_GROUP_ID],assignPublicIp=DISABLED}" \
  2>&1) || { say job "$(echo "$task" | tr '\n' ' ')"; exit 0; }
say job "$task"

# Taken and not deleted, as by a Plane Manager that fails.
looks=0
: > "$files/messages"
until [ $looks -ge "$LOOKS" ]; do
  looks=$((looks + 1))
  aws sqs receive-message --region "$EDGE_REGION" --queue-url "$JOB_STATUS_QUEUE_URL" --max-number-of-messages 10 --visibility-timeout 0 \
    --wait-time-seconds "$SECONDS_PER_LOOK" --query 'Messages[].Body' --output text | tr '\t' '\n' | grep '^{' >> "$files/messages"
  if [ $looks -ge 4 ] && grep -F "$task" "$files/messages" | grep -q '"lastStatus": *"STOPPED"'; then break; fi
done
sort -u "$files/messages" | sed 's/^/edge-trial message /'
say end ok
