"""CloudWatch: an alarm that goes off publishes to its topics, as the service itself; moto only notes its state.

A test sets it (`SetAlarmState`). The history of alarms has these actions, and nothing else.
"""

import aws
from iam import gate, principals
from iam.asked.messaging import topic_key_uses
from iam.denial import AccessDenied
from iam.simulator import Question
from moto.cloudwatch.models import CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow

SERVICE = "cloudwatch.amazonaws.com"
HISTORY = []


def mend():
    set_state = CloudWatchBackend.set_alarm_state

    def set_alarm_state(self, alarm_name, reason, reason_data, state_value):
        set_state(self, alarm_name, reason, reason_data, state_value)
        alarm = self.alarms[alarm_name]
        actions = {"OK": alarm.ok_actions, "ALARM": alarm.alarm_actions}.get(state_value, alarm.insufficient_data_actions)
        for topic in actions or []:
            _publish(self, alarm, topic, f'ALARM: "{alarm_name}" is {state_value}: {reason}')

    def describe_alarm_history(self):
        name = self._get_param("AlarmName")
        return ActionResult({"AlarmHistoryItems": [item for item in reversed(HISTORY) if name in (None, item["AlarmName"])]})

    CloudWatchBackend.set_alarm_state = set_alarm_state
    CloudWatchResponse.describe_alarm_history = describe_alarm_history


def _publish(backend, alarm, topic, message):
    service = principals.service(SERVICE, source_arn=alarm.alarm_arn, source_account=backend.account_id)
    try:
        gate.check(service, [Question("sns:Publish", topic), *topic_key_uses(topic)])
    except AccessDenied as error:
        gate.SILENT.append(str(error))  # it is in the history of the alarm alone
        _note(alarm, f"Failed to execute action {topic}. Received error: {error}")
        return
    _note(alarm, f"Successfully executed action {topic}")
    aws.call("sns", "publish", backend.region_name, {"TopicArn": topic, "Message": message})


def _note(alarm, summary):
    item = {"AlarmName": alarm.name, "Timestamp": utcnow(), "HistoryItemType": "Action", "HistorySummary": summary}
    HISTORY.append({**item, "AlarmType": "MetricAlarm"})
