"""EC2: what has been deleted is gone. moto lists deleted endpoints for ever."""

from moto.ec2.models import EC2Backend


def mend():
    delete = EC2Backend.delete_vpc_endpoints

    def delete_vpc_endpoints(self, vpce_ids=None):
        delete(self, vpce_ids)
        for name in vpce_ids or []:
            self.vpc_end_points.pop(name, None)

    EC2Backend.delete_vpc_endpoints = delete_vpc_endpoints
