"""CloudWatch: moto has no tags of dashboards."""

from moto.cloudwatch.models import CloudWatchBackend


def mend():
    tag = CloudWatchBackend.tag_resource

    def tag_resource(self, arn, tags):
        if any(dashboard.arn == arn for dashboard in self.dashboards.values()):
            self.tagger.tag_resource(arn, tags)
        else:
            tag(self, arn, tags)

    CloudWatchBackend.tag_resource = tag_resource
