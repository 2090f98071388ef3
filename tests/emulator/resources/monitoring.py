"""Log groups, alarms, dashboards."""

from resources import tagging
from resources.base import Handler, Made, found


class LogGroup(Handler):
    type, name = "AWS::Logs::LogGroup", "LogGroupName"

    def create(self, run, properties):
        name = properties.get("LogGroupName") or run.name(512)
        run.call(
            "logs",
            "create_log_group",
            LogGroupName=name,
            KmsKeyId=properties.get("KmsKeyId"),
            LogGroupClass=properties.get("LogGroupClass"),
            Tags=run.tags,
        )
        run.born(name)
        return self._retain(run, name, properties)

    def adopt(self, run, name):
        groups = run.call("logs", "describe_log_groups", logGroupNamePrefix=name)["logGroups"]
        if name not in (group["logGroupName"] for group in groups):
            raise RuntimeError(f"there is no log group {name}")
        return Made(name, {"Arn": run.arn("logs", f"log-group:{name}:*")})

    @staticmethod
    def _retain(run, name, properties):
        if days := properties.get("RetentionInDays"):
            run.call("logs", "put_retention_policy", LogGroupName=name, RetentionInDays=days)
        return Made(name, {"Arn": run.arn("logs", f"log-group:{name}:*")})

    def update(self, run, old, properties):
        if properties.removed("KmsKeyId"):
            run.call("logs", "disassociate_kms_key", LogGroupName=old.physical_id)
        elif (key := properties.get("KmsKeyId")) != old.properties.get("KmsKeyId"):
            run.call("logs", "associate_kms_key", LogGroupName=old.physical_id, KmsKeyId=key)
        if properties.removed("RetentionInDays"):
            run.call("logs", "delete_retention_policy", LogGroupName=old.physical_id)
        return self._retain(run, old.physical_id, properties)

    def delete(self, run, resource):
        run.call("logs", "delete_log_group", LogGroupName=resource.physical_id)


class Alarm(Handler):
    type, name = "AWS::CloudWatch::Alarm", "AlarmName"

    def exists(self, run, name):
        return bool(run.call("cloudwatch", "describe_alarms", AlarmNames=[name])["MetricAlarms"])

    def create(self, run, properties):
        return self._put(run, properties.get("AlarmName") or run.name(255), properties, Tags=run.tag_list)

    def update(self, run, old, properties):
        return self._put(run, old.physical_id, properties)

    @staticmethod
    def _put(run, name, properties, **more):
        # A number may have come as a parameter, which is a text.
        given = {**properties.whole(), "Threshold": float(properties["Threshold"])}
        run.call("cloudwatch", "put_metric_alarm", **{**given, "AlarmName": name, **more})
        return Made(name, {"Arn": run.arn("cloudwatch", f"alarm:{name}")})

    def delete(self, run, resource):
        run.call("cloudwatch", "delete_alarms", AlarmNames=[resource.physical_id])


class Dashboard(Handler):
    type, name = "AWS::CloudWatch::Dashboard", "DashboardName"

    def exists(self, run, name):
        return found(lambda: run.call("cloudwatch", "get_dashboard", DashboardName=name))

    def create(self, run, properties):
        name = properties.get("DashboardName") or run.name(255)
        run.call("cloudwatch", "put_dashboard", DashboardName=name, DashboardBody=properties["DashboardBody"])
        run.born(name)
        tagging.change(run, run.resource, {})
        return Made(name)

    def update(self, run, old, properties):
        run.call("cloudwatch", "put_dashboard", DashboardName=old.physical_id, DashboardBody=properties["DashboardBody"])
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("cloudwatch", "delete_dashboards", DashboardNames=[resource.physical_id])


HANDLERS = (LogGroup, Alarm, Dashboard)
