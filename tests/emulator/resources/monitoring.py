"""Log groups, alarms, dashboards."""

from resources.base import Handler, Made, unwrapped


class LogGroup(Handler):
    type = "AWS::Logs::LogGroup"
    mutable = frozenset({"RetentionInDays", "KmsKeyId"})

    def create(self, run, properties):
        name = properties.get("LogGroupName") or run.name(512)
        run.call("logs", "create_log_group", LogGroupName=name, KmsKeyId=properties.get("KmsKeyId"), Tags=run.tags)
        run.born(name)
        return self._retain(run, name, properties)

    @staticmethod
    def _retain(run, name, properties):
        if days := properties.get("RetentionInDays"):
            run.call("logs", "put_retention_policy", LogGroupName=name, RetentionInDays=days)
        return Made(name, {"Arn": run.arn("logs", f"log-group:{name}:*")})

    def update(self, run, old, properties):
        if (key := properties.get("KmsKeyId")) != old.properties.get("KmsKeyId"):
            run.call("logs", "associate_kms_key", LogGroupName=old.physical_id, KmsKeyId=key)
        return self._retain(run, old.physical_id, properties)

    def delete(self, run, resource):
        run.call("logs", "delete_log_group", LogGroupName=resource.physical_id)


class Alarm(Handler):
    type = "AWS::CloudWatch::Alarm"

    def replaces(self, changed):
        return "AlarmName" in changed

    def create(self, run, properties):
        return self._put(run, properties.get("AlarmName") or run.name(255), properties)

    def update(self, run, old, properties):
        return self._put(run, old.physical_id, properties)

    @staticmethod
    def _put(run, name, properties):
        # A number may have come as a parameter, which is a text.
        given = {**unwrapped(properties, "Tags"), "Threshold": float(properties["Threshold"])}
        run.call("cloudwatch", "put_metric_alarm", **{**given, "AlarmName": name, "Tags": run.tag_list})
        return Made(name, {"Arn": run.arn("cloudwatch", f"alarm:{name}")})

    def delete(self, run, resource):
        run.call("cloudwatch", "delete_alarms", AlarmNames=[resource.physical_id])


class Dashboard(Handler):
    type = "AWS::CloudWatch::Dashboard"
    mutable = frozenset({"DashboardBody"})

    def create(self, run, properties):
        name = properties.get("DashboardName") or run.name(255)
        run.call("cloudwatch", "put_dashboard", DashboardName=name, DashboardBody=properties["DashboardBody"])
        return Made(name)

    def update(self, run, old, properties):
        run.call("cloudwatch", "put_dashboard", DashboardName=old.physical_id, DashboardBody=properties["DashboardBody"])
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("cloudwatch", "delete_dashboards", DashboardNames=[resource.physical_id])


HANDLERS = (LogGroup, Alarm, Dashboard)
